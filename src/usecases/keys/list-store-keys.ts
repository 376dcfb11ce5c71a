import { listStoreKeys as listWrappedKeys, type WrappedKey } from "../../repositories/keys/store-keys.ts";
import type { Deps } from "../deps.ts";

/** What may be told of the keys of stored files, newest first. */
export async function listStoreKeys({ sql }: Pick<Deps, "sql">): Promise<readonly Omit<WrappedKey, "wrapped">[]> {
  return (await listWrappedKeys(sql)).map(({ id, ownerState, wrappedBy, createdAt }) => ({
    id,
    ownerState,
    wrappedBy,
    createdAt,
  }));
}
