/**
 * The region's one clock: the database's, carried on by this process's own steady timer. Leases, retries and the ends of sessions are told
 * between machines, so a machine whose clock is wrong, or jumps, must not take part with it.
 */
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Sql } from "../../ports/sql.ts";

const EVERY_MS = 10_000;
/** Clocks drift by milliseconds; more than this is a clock that was set. */
const JUMP_MS = 1_000;

export interface DatabaseClock extends Clock {
  close(): Promise<void>;
}

/** Asks the database what time it is, now and every `everyMs`; where it does not answer the timer goes on alone. */
export async function openDatabaseClock(sql: Sql, log: Log, everyMs: number = EVERY_MS): Promise<DatabaseClock> {
  let { ahead } = await measure(sql);

  async function measureAgain(): Promise<void> {
    const measured = await measure(sql);
    const change = measured.ahead - ahead;
    // Within what is uncertain it is no change.
    if (Math.abs(change) <= measured.within) return;
    if (Math.abs(change) > JUMP_MS) log.warn({ byMs: Math.round(change) }, "the database's clock was set");
    ahead = measured.ahead;
  }

  const timer = setInterval(() => {
    // A database that is away says so elsewhere.
    measureAgain().catch(() => {});
  }, everyMs);
  timer.unref();
  return {
    now: () => new Date(Math.round(performance.now() + ahead)),
    close: async () => clearInterval(timer),
  };
}

/** By how many milliseconds the database is ahead of this process's timer, and within how many that is certain. */
async function measure(sql: Sql): Promise<{ ahead: number; within: number }> {
  const asked = performance.now();
  const { rows } = await sql.query("select extract(epoch from clock_timestamp())::float8 * 1000 as ms", []);
  const answered = performance.now();
  return { ahead: Number(rows[0]?.ms) - (asked + answered) / 2, within: (answered - asked) / 2 + 1 };
}
