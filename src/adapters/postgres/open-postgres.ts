/** The distributed member of the pair: PostgreSQL through `pg`, one pool a process. */
import pg from "pg";
import type { OwnerSql, Sql, SqlExecutor } from "../../ports/sql.ts";
import { type AskerSettings, describeAsker, OWNER_SETTINGS, rethrowRefused, SET_ASKER } from "./asker-settings.ts";
import { isAway, isOutdated, rethrowExplained, rethrowUnbegun } from "./explain-failure.ts";
import { keepStatements, type PostgresStatements } from "./postgres-statements.ts";
import { assertOutsideTransaction, runInScope } from "./transaction-scope.ts";
import { tryAgain } from "./try-again.ts";
import { VALUE_PARSERS } from "./value-parsers.ts";
import { writeValues } from "./write-values.ts";

export interface PostgresOptions {
  /** Connections of this process; 10. */
  readonly poolSize?: number;
  /** Milliseconds after which the server gives a statement up; 30 000. */
  readonly statementTimeout?: number;
  /** Milliseconds that an answer may take beyond that, before its connection is taken for dead; 5 000. */
  readonly silence?: number;
  /** Milliseconds to wait for a connection; 10 000. */
  readonly connectionTimeout?: number;
  /** Told of a connection that broke while idle (the pool replaces it). */
  readonly onIdleError?: (error: Error) => void;
  /** Told of what the database refused to who asked. */
  readonly onRefused?: (error: Error) => void;
}

const CONNECTION_SECONDS = 3_600;

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    VALUE_PARSERS[oid] ?? pg.types.getTypeParser(oid, format ?? "text")) as typeof pg.types.getTypeParser,
};

/** Opens a pool; it connects at the first query, and a server that is away is told by that query's error. */
export function openPostgres(url: string, options: PostgresOptions = {}): OwnerSql {
  const statementTimeout = options.statementTimeout ?? 30_000;
  const answerMs = statementTimeout + (options.silence ?? 5_000);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    keepAlive: true,
    statement_timeout: statementTimeout,
    connectionTimeoutMillis: options.connectionTimeout ?? 10_000,
    idle_in_transaction_session_timeout: 60_000,
    // What its server process remembers of statements goes with it.
    maxLifetimeSeconds: CONNECTION_SECONDS,
    application_name: "ribin-core",
    // Policies make the planner think every query dear; compiling one takes seconds, and running it milliseconds.
    options: "-c jit=off",
    types,
  });
  pool.on("error", (error) => options.onIdleError?.(error));
  // Between its welcome and whoever waits for it nobody listens to a connection, and an error that nobody hears ends the program. Whoever
  // then uses it is told that it broke.
  pool.on("connect", (client) => client.on("error", () => {}));
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= pool.end();
    return closing;
  };
  const statements = keepStatements();
  const askAs = (readSettings: () => AskerSettings, explain: (error: unknown) => never): Sql => ({
    dialect: "postgres",
    query: async (text, values) => {
      assertOutsideTransaction(pool);
      const settings = readSettings();
      return tryAgain(() =>
        runWith(pool, settings, (client) => runQuery({ client, statements, settings }, answerMs, text, values)),
      ).catch(explain);
    },
    transaction: async (work) => {
      assertOutsideTransaction(pool);
      const settings = readSettings();
      const inside = (tx: SqlExecutor) => runInScope(pool, () => work(tx));
      return tryAgain(() =>
        runWith(pool, settings, (client, discard) =>
          runTransaction({ client, statements, settings }, discard, answerMs, inside),
        ),
      ).catch(explain);
    },
    close,
  });
  return {
    ...askAs(
      () => OWNER_SETTINGS,
      (error) => {
        throw error;
      },
    ),
    under: (whoAsks) =>
      askAs(
        () => describeAsker(whoAsks()),
        (error) => rethrowRefused(error, options.onRefused),
      ),
  };
}

/** What each connection was told last; one that is new is the login's own. */
const told = new WeakMap<pg.PoolClient, string>();
const OWNER = JSON.stringify(OWNER_SETTINGS);

type Discard = (cause: unknown) => void;

/** A connection, and as whom it is used. */
interface Line {
  readonly client: pg.PoolClient;
  readonly settings: AskerSettings;
  readonly statements: PostgresStatements;
}

/** Runs `work` on a connection that has been told who asks; of two uses in the same name it is told once. */
async function runWith<T>(
  pool: pg.Pool,
  settings: AskerSettings,
  work: (client: pg.PoolClient, discard: Discard) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch(rethrowUnbegun);
  // One that broke, or of which it is not certain what it was told, is thrown away instead of going back to the pool.
  let broken: Error | undefined;
  const discard: Discard = (cause) => {
    broken ??= cause instanceof Error ? cause : new Error(String(cause));
  };
  client.on("error", discard);
  try {
    const asked = JSON.stringify(settings);
    if ((told.get(client) ?? OWNER) !== asked) {
      await ask(client, BRIEF_MS, SET_ASKER, [...settings], "set_asker").catch((error: unknown) => {
        discard(error);
        rethrowUnbegun(error);
      });
      told.set(client, asked);
    }
    return await work(client, discard);
  } catch (error) {
    // What the server answers leaves its connection as it was.
    if (isAway(error)) discard(error);
    throw error;
  } finally {
    client.off("error", discard);
    client.release(broken);
  }
}

async function runTransaction<T>(
  line: Line,
  discard: Discard,
  answerMs: number,
  work: (tx: SqlExecutor) => Promise<T>,
): Promise<T> {
  const { client } = line;
  // A transaction that lifts the server's limit (migrations do) has lifted this one too.
  let limitMs = answerMs;
  const query: SqlExecutor["query"] = (text, values) => {
    if (text.startsWith(LIFT_LIMIT)) limitMs = 0;
    return runQuery(line, limitMs, text, values);
  };
  try {
    await ask(client, BRIEF_MS, "begin").catch(rethrowUnbegun);
    const result = await work({ query });
    await ask(client, answerMs, "commit").catch(rethrowExplained);
    return result;
  } catch (error) {
    // Behind a question that was never answered this one would not be answered either; the server rolls back when the connection is gone.
    if (isAway(error)) discard(error);
    else await ask(client, BRIEF_MS, "rollback").catch(discard);
    throw error;
  }
}

/** What costs the server nothing is answered within it, or the connection is dead. */
const BRIEF_MS = 5_000;

/** How a transaction says that its statements may take as long as they need. */
const LIFT_LIMIT = "set local statement_timeout = 0";

async function runQuery(
  { client, statements, settings: [role] }: Line,
  answerMs: number,
  text: string,
  values?: readonly unknown[],
): ReturnType<SqlExecutor["query"]> {
  const name = values && statements.name(client, role, text);
  const answer = await ask(client, answerMs, text, values && writeValues(values), name).catch((error: unknown) => {
    if (isOutdated(error)) statements.forget();
    return rethrowExplained(error);
  });
  // Without values the text may hold several statements (migrations): pg then answers with a list, the last one counts.
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  return { rows: last?.rows ?? [], rowCount: last?.rowCount ?? 0 };
}

/** An answer that does not come within `answerMs` (0: however long) is a connection that broke without a word. */
function ask(
  client: pg.PoolClient,
  answerMs: number,
  text: string,
  values?: unknown[],
  name?: string,
): Promise<pg.QueryResult | pg.QueryResult[]> {
  const question: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: answerMs };
  if (name !== undefined) question.name = name;
  return client.query(values === undefined ? question : { ...question, values });
}
