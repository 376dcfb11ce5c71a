/** The distributed member of the pair: PostgreSQL through `pg`, one pool a process. */
import pg from "pg";
import { RibinError } from "../../domain/errors.ts";
import type { Sql, SqlExecutor } from "../../ports/sql.ts";
import { assertOutsideTransaction, runInScope } from "./transaction-scope.ts";
import { VALUE_PARSERS } from "./value-parsers.ts";
import { writeValues } from "./write-values.ts";

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
      const client = await pool.connect().catch(rethrowExplained);
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
    await client.query("begin").catch(rethrowExplained);
    const result = await work({ query: (text, values) => runQuery(client, text, values) });
    await client.query("commit").catch(rethrowExplained);
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
  const asked = values === undefined ? client.query(text) : client.query(text, writeValues(values));
  const answer: pg.QueryResult | pg.QueryResult[] = await asked.catch(rethrowExplained);
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? 0 };
}

/** SQLSTATE 08 (connection), 53300 (too many connections), 57P (shut down, crashed, starting), and the socket's own codes. */
const AWAY = /^(08...|53300|57P0.|ECONNREFUSED|ECONNRESET|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|EPIPE|EAI_AGAIN)$/;
/** `pg` gives these no code. */
const AWAY_WORDS = /Connection terminated|timeout exceeded when trying to connect|not queryable/;

/** A server that is away is UNAVAILABLE (the caller may try again); everything else is thrown as it came. */
function rethrowExplained(error: unknown): never {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (AWAY.test(String(code)) || AWAY_WORDS.test(String(message))) {
    throw new RibinError("UNAVAILABLE", "The database does not answer.", { cause: error });
  }
  throw error;
}
