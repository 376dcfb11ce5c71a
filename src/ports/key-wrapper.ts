/** Keeps keys so that the database alone opens nothing: each is wrapped by the operator's key, which the database does not have. */
export interface KeyWrapper {
  /** A new key, an age identity. */
  makeIdentity(): Promise<string>;
  /** Wraps by the first of the operator's keys, which is made where there is none. `note` stands readable beside the key, inside. */
  wrap(identity: string, note: string): Promise<{ readonly wrapped: string; readonly wrappedBy: string }>;
  /** Errors: STORE_KEY_MISSING where none of the operator's keys opens it. */
  unwrap(wrapped: string): Promise<string>;
  /** The name of the operator's key that wraps; null where there is none yet. */
  readName(): Promise<string | null>;
  /** Seals a copy of the database by the first of the operator's keys. */
  seal(body: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>>;
  /** Errors: STORE_KEY_MISSING, FILE_SEAL_BROKEN, and those of `body`. */
  open(sealed: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>>;
}
