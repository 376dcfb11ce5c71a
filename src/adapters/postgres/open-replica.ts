/** A standby of the database that answers reads in bulk. It may lag, and whoever asks must bear that; it may be away, and then the primary answers. */
import { RibinError } from "../../domain/errors.ts";
import { PROGRAM } from "../../ports/asker.ts";
import type { Log } from "../../ports/log.ts";
import type { Sql, SqlExecutor } from "../../ports/sql.ts";
import { openPostgres } from "./open-postgres.ts";

export interface Replica extends SqlExecutor {
  close(): Promise<void>;
}

export interface ReplicaOptions {
  /** In the program's name; answers while the replica does not. */
  readonly primary: Sql;
  readonly log: Log;
  /** Milliseconds for which a replica that failed is not asked again; 30 000. */
  readonly restMs?: number;
}

const REST_MS = 30_000;
/** Searches read one after the other. */
const POOL_SIZE = 4;
const CONNECT_MS = 2_000;

/** Which cluster, and which of its databases. */
const IDENTITY = `select system_identifier::text || '/' || (select oid from pg_database where datname = current_database()) as identity,
  pg_is_in_recovery() as follows from pg_control_system()`;

/**
 * Throws RibinError CONFIGURATION_INVALID where the URL names another database, or no standby: what is read there would be believed. One
 * that is away is told in the log.
 */
export async function openReplica(url: string, options: ReplicaOptions): Promise<Replica> {
  const { primary, log, restMs = REST_MS } = options;
  const login = openPostgres(url, { poolSize: POOL_SIZE, connectionTimeout: CONNECT_MS });
  const replica = login.under(() => PROGRAM);
  let known = false;
  let restsUntil = 0;
  let away = false;

  async function makeKnown(): Promise<void> {
    const [{ rows: here }, { rows: there }] = [await primary.query(IDENTITY, []), await replica.query(IDENTITY, [])];
    if (here[0]?.identity !== there[0]?.identity) {
      throw refuse("it is another database than that of DATABASE_URL. Name a standby of it.");
    }
    if (there[0]?.follows !== true) throw refuse("it is no standby: nothing replicates to it. Leave it unset.");
    known = true;
  }

  /** Asked behind the answer, of the same connection: what follows now has followed until now. One that was promoted goes its own way. */
  function askFollowing(text: string, values?: readonly unknown[]): ReturnType<SqlExecutor["query"]> {
    return replica.transaction(async (tx) => {
      const answer = await tx.query(text, values);
      const { rows } = await tx.query("select pg_is_in_recovery() as follows", []);
      if (rows[0]?.follows !== true)
        throw new RibinError("UNAVAILABLE", "The replica was promoted and follows nothing.");
      return answer;
    });
  }

  function rest(error: unknown): void {
    if (!away) log.warn({ err: error }, "the read replica does not serve; the primary does until it serves again");
    [away, restsUntil] = [true, performance.now() + restMs];
  }

  try {
    await makeKnown();
  } catch (error) {
    const wrong = error instanceof RibinError && error.code === "CONFIGURATION_INVALID";
    if (wrong) await login.close();
    if (wrong) throw error;
    rest(error);
  }
  return {
    async query(text, values) {
      if (performance.now() < restsUntil) return primary.query(text, values);
      try {
        if (!known) await makeKnown();
        const answer = await askFollowing(text, values);
        if (away) log.info({}, "the read replica serves again");
        away = false;
        return answer;
      } catch (error) {
        rest(error);
        return primary.query(text, values);
      }
    },
    close: () => login.close(),
  };
}

function refuse(why: string): RibinError {
  return new RibinError("CONFIGURATION_INVALID", `RIBIN_DATABASE_READ_URL cannot be used: ${why}`);
}
