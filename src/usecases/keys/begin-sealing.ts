import type { RawBlobStore } from "../../ports/blob-store.ts";
import { listStoreKeys, recordWhole } from "../../repositories/keys/store-keys.ts";
import { BLOB_FOLDERS } from "../acquisitions/blob-keys.ts";
import type { Deps } from "../deps.ts";

/** Where nothing was ever stored, every file will be sealed from the first one on; and one that is not, put there by somebody else. */
export async function beginSealing({ sql, clock }: Pick<Deps, "sql" | "clock">, store: RawBlobStore): Promise<void> {
  if ((await listStoreKeys(sql)).length > 0) return;
  for (const folder of BLOB_FOLDERS) for await (const _ of store.listBlobs(folder)) return;
  await recordWhole(sql, clock.now());
}
