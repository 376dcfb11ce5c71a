/** The embedded member of the pair: PostgreSQL in WebAssembly with pgvector, in a folder or in memory. */
import { mkdir } from "node:fs/promises";
import { PGlite, type Results, type Transaction } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import type { Asker } from "../../ports/asker.ts";
import type { OwnerSql, Sql, SqlExecutor, SqlRow } from "../../ports/sql.ts";
import { describeAsker, rethrowRefused, SET_ASKER_LOCALLY } from "./asker-settings.ts";
import { assertOutsideTransaction, runInScope } from "./transaction-scope.ts";
import { VALUE_PARSERS } from "./value-parsers.ts";
import { writeValues } from "./write-values.ts";

export interface PgliteOptions {
  /** A dump made by `dumpPglite` to start from; only where the folder is new or the database is in memory. */
  readonly dump?: Blob;
  /** Told of what the database refused to who asked. */
  readonly onRefused?: (error: Error) => void;
}

/** The embedded database, and what only it can do. */
export interface PgliteSql extends OwnerSql {
  readonly dialect: "pglite";
  /** The whole database as one uncompressed tar, for templates and backups. */
  dump(): Promise<Blob>;
}

/**
 * Opens the database in `dataDir` (made where missing), or in memory for null. One process at a time may open a folder. There
 * is one connection: queries and transactions wait for each other.
 */
export async function openPglite(dataDir: string | null, options: PgliteOptions = {}): Promise<PgliteSql> {
  if (dataDir !== null) await mkdir(dataDir, { recursive: true });
  const db = await PGlite.create({
    ...(dataDir === null ? {} : { dataDir }),
    ...(options.dump ? { loadDataDir: options.dump } : {}),
    extensions: { vector },
    parsers: VALUE_PARSERS,
  });
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= db.close();
    return closing;
  };
  return {
    dialect: "pglite",
    query: async (text, values) => {
      assertOutsideTransaction(db);
      return runQuery(db, text, values);
    },
    transaction: async (work) => {
      assertOutsideTransaction(db);
      return runInScope(db, () =>
        db.transaction((tx) => work({ query: (text, values) => runQuery(tx, text, values) })),
      );
    },
    dump: () => db.dumpDataDir("none"),
    under: (whoAsks) => ({ ...askAs(db, whoAsks, options.onRefused), close }),
    close,
  };
}

/** There is one connection for all: who asks is told it in a transaction, and forgotten with it. */
function askAs(db: PGlite, whoAsks: () => Asker, onRefused?: (error: Error) => void): Omit<Sql, "close"> {
  const runAs = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    assertOutsideTransaction(db);
    const settings = describeAsker(whoAsks());
    return db
      .transaction(async (tx) => {
        await tx.query(SET_ASKER_LOCALLY, [...settings]);
        return work(tx);
      })
      .catch((error: unknown) => rethrowRefused(error, onRefused));
  };
  return {
    dialect: "pglite",
    query: (text, values) => runAs((tx) => runQuery(tx, text, values)),
    transaction: (work) =>
      runAs((tx) => runInScope(db, () => work({ query: (text, values) => runQuery(tx, text, values) }))),
  };
}

async function runQuery(
  db: PGlite | Transaction,
  text: string,
  values?: readonly unknown[],
): ReturnType<SqlExecutor["query"]> {
  // Without values the text may hold several statements (migrations): the last one's result counts, as with pg.
  if (values === undefined) return readResult((await db.exec(text)).at(-1));
  return readResult(await db.query(text, writeValues(values)));
}

function readResult(result: Results | undefined): { rows: SqlRow[]; rowCount: number } {
  const rows = (result?.rows ?? []) as SqlRow[];
  return { rows, rowCount: result && result.fields.length > 0 ? rows.length : (result?.affectedRows ?? 0) };
}
