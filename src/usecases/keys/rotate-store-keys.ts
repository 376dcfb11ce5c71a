import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { listStoreKeys } from "../../repositories/keys/store-keys.ts";
import type { Deps } from "../deps.ts";
import type { StoreKeyRing } from "./open-store-keys.ts";

/** A new key for the state, or for each that has one and the region; files are brought under it by `resealFiles`. Gives whose are new. */
export async function rotateStoreKeys(
  { sql }: Pick<Deps, "sql">,
  context: RequestContext,
  keys: StoreKeyRing,
  state: StateCode | null,
): Promise<readonly (StateCode | null)[]> {
  const owners =
    state === null ? [...new Set((await listStoreKeys(sql)).map(({ ownerState }) => ownerState))].sort() : [state];
  for (const owner of owners) await keys.make(owner, context);
  return owners;
}
