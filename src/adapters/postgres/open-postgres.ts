/** The distributed member of the pair: PostgreSQL through `pg`, one pool a process. */
import pg from "pg";
import type { Sql, SqlExecutor } from "../../ports/sql.ts";
import { assertOutsideTransaction, runInScope } from "./transaction-scope.ts";
import { VALUE_PARSERS } from "./value-parsers.ts";

export interface PostgresOptions {
  /** Connections of this process; 10. */
  readonly poolSize?: number;
  /** Milliseconds after which the server gives a statement up; 30 000. */
  readonly statementTimeout?: number;
  /** Milliseconds to wait for a connection; 10 000. */
  readonly connectionTimeout?: number;
  /** Told of a connection that broke while idle (the pool replaces it). */
  readonly onIdleError?: (error: Error) => void;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    VALUE_PARSERS[oid] ?? pg.types.getTypeParser(oid, format ?? "text")) as typeof pg.types.getTypeParser,
};

/** Opens a pool; it connects at the first query, and a server that is away is told by that query's error. */
export function openPostgres(url: string, options: PostgresOptions = {}): Sql {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    statement_timeout: options.statementTimeout ?? 30_000,
    connectionTimeoutMillis: options.connectionTimeout ?? 10_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: "ribin-core",
    types,
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  let closing: Promise<void> | null = null;
  return {
    dialect: "postgres",
    query: async (text, values) => {
      assertOutsideTransaction(pool);
      return runQuery(pool, text, values);
    },
    transaction: async (work) => {
      assertOutsideTransaction(pool);
      const client = await pool.connect();
      return runTransaction(client, (tx) => runInScope(pool, () => work(tx)));
    },
    close: () => {
      closing ??= pool.end();
      return closing;
    },
  };
}

async function runTransaction<T>(client: pg.PoolClient, work: (tx: SqlExecutor) => Promise<T>): Promise<T> {
  // A connection that cannot even roll back is thrown away instead of going back to the pool.
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work({ query: (text, values) => runQuery(client, text, values) });
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function runQuery(
  client: pg.Pool | pg.PoolClient,
  text: string,
  values?: readonly unknown[],
): ReturnType<SqlExecutor["query"]> {
  // Without values the text may hold several statements (migrations): pg then answers with a list, the last one counts.
  const answer: pg.QueryResult | pg.QueryResult[] =
    values === undefined ? await client.query(text) : await client.query(text, [...values]);
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? 0 };
}
