/** The embedded member of the pair: PostgreSQL in WebAssembly with pgvector, in a folder or in memory. */
import { mkdir } from "node:fs/promises";
import { PGlite, type Results, type Transaction } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import type { OwnerSql, Sql, SqlExecutor, SqlRow } from "../../ports/sql.ts";
import { type AskerSettings, describeAsker, OWNER_SETTINGS, rethrowRefused, SET_ASKER } from "./asker-settings.ts";
import { keepStatements, type PgliteStatements } from "./pglite-statements.ts";
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
  const statements = keepStatements(db);
  const takeTurn = takeTurns(db, statements);
  const asItself = askAs(
    db,
    statements,
    takeTurn,
    () => OWNER_SETTINGS,
    (error) => {
      throw error;
    },
  );
  return {
    ...asItself,
    dialect: "pglite",
    dump: () => db.dumpDataDir("none"),
    under: (whoAsks) => {
      const explain = (error: unknown) => rethrowRefused(error, options.onRefused);
      return { ...askAs(db, statements, takeTurn, () => describeAsker(whoAsks()), explain), close };
    },
    close,
  };
}

type TakeTurn = <T>(settings: AskerSettings, work: () => Promise<T>) => Promise<T>;

/**
 * There is one connection for all: uses of it follow one another, and it is told who asks where that is somebody else than last time. Of two
 * uses in the same name it is told once: a query costs a third of one that is told in a transaction of its own.
 */
function takeTurns(db: PGlite, statements: PgliteStatements): TakeTurn {
  let last: Promise<unknown> = Promise.resolve();
  let told: string | null = JSON.stringify(OWNER_SETTINGS);
  return (settings, work) => {
    const turn = last.then(async () => {
      const asked = JSON.stringify(settings);
      if (told !== asked) {
        // Where this fails it is not certain what was told.
        told = null;
        await statements.run(db, "none", SET_ASKER, settings);
        told = asked;
      }
      return work();
    });
    last = turn.catch(() => {});
    return turn;
  };
}

function askAs(
  db: PGlite,
  statements: PgliteStatements,
  takeTurn: TakeTurn,
  describe: () => AskerSettings,
  explain: (error: unknown) => never,
): Omit<Sql, "close"> {
  const take = <T>(work: (role: string) => Promise<T>): Promise<T> => {
    const settings = describe();
    return takeTurn(settings, () => work(settings[0])).catch(explain);
  };
  return {
    dialect: "pglite",
    query: async (text, values) => {
      assertOutsideTransaction(db);
      return take((role) => runQuery(db, statements, role, text, values));
    },
    transaction: async (work) => {
      assertOutsideTransaction(db);
      return take((role) => {
        const inside = (tx: Transaction) =>
          work({ query: (text, values) => runQuery(tx, statements, role, text, values) });
        return runInScope(db, () => db.transaction(inside));
      });
    },
  };
}

async function runQuery(
  on: PGlite | Transaction,
  statements: PgliteStatements,
  role: string,
  text: string,
  values?: readonly unknown[],
): ReturnType<SqlExecutor["query"]> {
  if (values !== undefined) return readResult(await statements.run(on, role, text, writeValues(values)));
  statements.notice(text);
  // Without values the text may hold several statements (migrations): the last one's result counts, as with pg.
  return readResult((await on.exec(text)).at(-1));
}

function readResult(result: Results | undefined): { rows: SqlRow[]; rowCount: number } {
  const rows = (result?.rows ?? []) as SqlRow[];
  return { rows, rowCount: result && result.fields.length > 0 ? rows.length : (result?.affectedRows ?? 0) };
}
