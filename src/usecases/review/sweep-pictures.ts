import { listPicturesOfNoRecord } from "../../repositories/review/comparison-pictures.ts";
import { PICTURES, readComparisonPictureKey } from "../acquisitions/blob-keys.ts";
import type { Deps } from "../deps.ts";

/** No picture is still being kept, and no archive of one still being read in, after so long. */
const OLD_MS = 24 * 3_600_000;
const BATCH = 500;

/** Removes pictures that a crash left in the store before any record named them. Returns the number removed. */
export async function sweepPictures(deps: Pick<Deps, "sql" | "blobs" | "clock">): Promise<number> {
  const before = deps.clock.now().getTime() - OLD_MS;
  let removed = 0;
  let keys = new Map<string, string>();
  const flush = async () => {
    for (const id of await listPicturesOfNoRecord(deps.sql, [...keys.keys()])) {
      await deps.blobs.deleteBlob(keys.get(id) as string);
      removed += 1;
    }
    keys = new Map();
  };
  for await (const { key, modifiedAt } of deps.blobs.listBlobs(PICTURES)) {
    const id = readComparisonPictureKey(key);
    if (id === null || modifiedAt.getTime() > before) continue;
    keys.set(id, key);
    if (keys.size === BATCH) await flush();
  }
  await flush();
  return removed;
}
