/** Copies of the whole database, by the tools of its maker. */
import type { SqlExecutor } from "./sql.ts";

/** Which database a copy is of: each is restored into its own kind. */
export type DatabaseKind = "postgres" | "pglite";

export interface DatabaseSnapshot {
  /** Reads what the copy holds, as the owner of the tables: nothing that is written meanwhile. */
  readonly tx: SqlExecutor;
  /** Read once; ends with an error where the copy is not whole. */
  readDump(): AsyncIterable<Uint8Array>;
}

export interface DatabaseDumper {
  readonly kind: DatabaseKind;
  /** Errors: BACKUP_FAILED, CONFIGURATION_INVALID (a login that does not own the tables). */
  withSnapshot<T>(work: (snapshot: DatabaseSnapshot) => Promise<T>): Promise<T>;
}

export interface DatabaseRestorer {
  readonly kind: DatabaseKind;
  /** Errors: RESTORE_NOT_EMPTY. */
  assertEmpty(): Promise<void>;
  /** All of it or nothing. Errors: RESTORE_FAILED. */
  restore(dump: AsyncIterable<Uint8Array>): Promise<void>;
  /** Asks what was restored, as the owner of its tables. */
  ask<T>(work: (tx: SqlExecutor) => Promise<T>): Promise<T>;
}
