/** The keys under which stored files are sealed: each state has its own, and the region has one for what is no state's. */
import type { StateCode } from "../domain/vocabulary.ts";

export interface StoreKey {
  readonly id: string;
  /** An age identity. Secret. */
  readonly identity: string;
}

export interface StoreKeys {
  /** The key that seals now, made where the owner has none yet. Errors: STORE_KEY_MISSING. */
  readCurrent(owner: StateCode | null): Promise<StoreKey>;
  /** Null where there never was such a key here. Errors: STORE_KEY_MISSING where the operator's key for it is gone. */
  find(id: string): Promise<StoreKey | null>;
  /** False once every file of the store was sealed: one that is not was put there by somebody else. */
  mayBePlain(): boolean;
}
