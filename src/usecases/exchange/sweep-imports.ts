import { findImport } from "../../repositories/exchange/imports.ts";
import { IMPORTS, readImportKey } from "../acquisitions/blob-keys.ts";
import type { Deps } from "../deps.ts";

/** No import is still being received, or applied, after so long without a new file. */
const OLD_MS = 24 * 3_600_000;

/** Removes what crashes left of files of imports that were never previewed, or that were applied. Returns the number removed. */
export async function sweepImports(deps: Pick<Deps, "sql" | "blobs" | "clock">): Promise<number> {
  const before = deps.clock.now().getTime() - OLD_MS;
  let removed = 0;
  for await (const { key, modifiedAt } of deps.blobs.listBlobs(IMPORTS)) {
    if (modifiedAt.getTime() > before) continue;
    const found = await findImport(deps.sql, readImportKey(key));
    if (found !== null && found.state !== "applied") continue;
    await deps.blobs.deleteBlob(key);
    removed += 1;
  }
  return removed;
}
