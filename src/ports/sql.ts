import type { Asker } from "./asker.ts";

/** SQL, as both members of the pair (PostgreSQL through pg, PGlite) speak it. Rows are parsed with zod by the repositories. */
export type SqlRow = Record<string, unknown>;

export interface SqlExecutor {
  /** `text` uses $1, $2, …; a Float32Array is a vector. Timestamps come back as Date, jsonb as parsed JSON, bigint as string or number (coerce it). */
  query(text: string, values?: readonly unknown[]): Promise<{ rows: SqlRow[]; rowCount: number }>;
}

export interface Sql extends SqlExecutor {
  /** Runs `work` in one transaction; a throw rolls all of it back. Inside, use only `tx`: PGlite has one connection. */
  transaction<T>(work: (tx: SqlExecutor) => Promise<T>): Promise<T>;
  /** "postgres" can run many transactions at once and has real advisory locks; "pglite" has one connection. */
  readonly dialect: "postgres" | "pglite";
  close(): Promise<void>;
}

/** What a database is opened as: it asks as the login itself, which owns the tables. Migrations only; all else goes through `under`. */
export interface OwnerSql extends Sql {
  /** The same database, asked in the name of whoever `whoAsks` says at each query and transaction. Closing it closes both. */
  under(whoAsks: () => Asker): Sql;
}
