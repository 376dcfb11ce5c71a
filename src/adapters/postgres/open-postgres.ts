/** The distributed member of the pair: PostgreSQL through `pg`, one pool a process. */
import pg from "pg";
import { RibinError } from "../../domain/errors.ts";
import type { OwnerSql, Sql, SqlExecutor } from "../../ports/sql.ts";
import { type AskerSettings, describeAsker, OWNER_SETTINGS, rethrowRefused, SET_ASKER } from "./asker-settings.ts";
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
  /** Told of what the database refused to who asked. */
  readonly onRefused?: (error: Error) => void;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    VALUE_PARSERS[oid] ?? pg.types.getTypeParser(oid, format ?? "text")) as typeof pg.types.getTypeParser,
};

/** Opens a pool; it connects at the first query, and a server that is away is told by that query's error. */
export function openPostgres(url: string, options: PostgresOptions = {}): OwnerSql {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    statement_timeout: options.statementTimeout ?? 30_000,
    connectionTimeoutMillis: options.connectionTimeout ?? 10_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: "ribin-core",
    // Policies make the planner think every query dear; compiling one takes seconds, and running it milliseconds.
    options: "-c jit=off",
    types,
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= pool.end();
    return closing;
  };
  const ask = (readSettings: () => AskerSettings, explain: (error: unknown) => never): Sql => ({
    dialect: "postgres",
    query: async (text, values) => {
      assertOutsideTransaction(pool);
      return runWith(pool, readSettings(), (client) => runQuery(client, text, values)).catch(explain);
    },
    transaction: async (work) => {
      assertOutsideTransaction(pool);
      return runWith(pool, readSettings(), (client, discard) =>
        runTransaction(client, discard, (tx) => runInScope(pool, () => work(tx))),
      ).catch(explain);
    },
    close,
  });
  return {
    ...ask(
      () => OWNER_SETTINGS,
      (error) => {
        throw error;
      },
    ),
    under: (whoAsks) =>
      ask(
        () => describeAsker(whoAsks()),
        (error) => rethrowRefused(error, options.onRefused),
      ),
  };
}

/** What each connection was told last; one that is new is the login's own. */
const told = new WeakMap<pg.PoolClient, string>();
const OWNER = JSON.stringify(OWNER_SETTINGS);

type Discard = (cause: unknown) => void;

/** Runs `work` on a connection that has been told who asks; of two uses in the same name it is told once. */
async function runWith<T>(
  pool: pg.Pool,
  settings: AskerSettings,
  work: (client: pg.PoolClient, discard: Discard) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch(rethrowExplained);
  // One that broke, or of which it is not certain what it was told, is thrown away instead of going back to the pool.
  let broken: Error | undefined;
  const discard: Discard = (cause) => {
    broken ??= cause instanceof Error ? cause : new Error(String(cause));
  };
  client.on("error", discard);
  try {
    const asked = JSON.stringify(settings);
    if ((told.get(client) ?? OWNER) !== asked) {
      await runQuery(client, SET_ASKER, settings).catch((error: unknown) => {
        discard(error);
        throw error;
      });
      told.set(client, asked);
    }
    return await work(client, discard);
  } catch (error) {
    // What the server answers leaves its connection as it was.
    if (error instanceof RibinError && error.code === "UNAVAILABLE") discard(error);
    throw error;
  } finally {
    client.off("error", discard);
    client.release(broken);
  }
}

async function runTransaction<T>(
  client: pg.PoolClient,
  discard: Discard,
  work: (tx: SqlExecutor) => Promise<T>,
): Promise<T> {
  try {
    await client.query("begin").catch(rethrowExplained);
    const result = await work({ query: (text, values) => runQuery(client, text, values) });
    await client.query("commit").catch(rethrowExplained);
    return result;
  } catch (error) {
    await client.query("rollback").catch(discard);
    throw error;
  }
}

async function runQuery(
  client: pg.PoolClient,
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
