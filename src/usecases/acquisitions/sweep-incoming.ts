import { findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import type { Deps } from "../deps.ts";
import { INCOMING, readIncomingKey } from "./blob-keys.ts";
import { settleBlob } from "./settle-blob.ts";

/** No upload is still being received after so long. */
const OLD_MS = 24 * 3_600_000;

/** Removes what crashes left of files that never became acquisitions; one that did is moved to its place. Returns the number removed. */
export async function sweepIncoming(deps: Pick<Deps, "sql" | "blobs" | "clock">): Promise<number> {
  const before = deps.clock.now().getTime() - OLD_MS;
  let removed = 0;
  for await (const blob of deps.blobs.listBlobs(INCOMING)) {
    if (blob.modifiedAt.getTime() > before) continue;
    const acquisition = await findAcquisition(deps.sql, readIncomingKey(blob.key));
    if (acquisition !== null) {
      await settleBlob(deps, acquisition);
      continue;
    }
    await deps.blobs.deleteBlob(blob.key);
    removed += 1;
  }
  return removed;
}
