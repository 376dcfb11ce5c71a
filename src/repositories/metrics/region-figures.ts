/** Figures of the whole region for whoever watches it: how many there are of what, by state and stage. Of no exhibit in particular. */
import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface WaitingJobs {
  readonly name: string;
  readonly priority: string;
  readonly waiting: number;
  /** Seconds since the oldest of them could have begun. */
  readonly oldestSeconds: number;
}

export async function countWaitingJobs(tx: SqlExecutor, now: Date): Promise<readonly WaitingJobs[]> {
  const { rows } = await tx.query(
    `select name, priority, count(*)::int as waiting, extract(epoch from $1::timestamptz - min(run_after))::float8 as oldest
     from jobs where state in ('pending', 'queued') and run_after <= $1 group by name, priority order by name, priority`,
    [now],
  );
  const schema = z.object({ name: z.string(), priority: z.string(), waiting: z.number(), oldest: z.number() });
  return rows.map((row) => {
    const { oldest, ...rest } = schema.parse(row);
    return { ...rest, oldestSeconds: Math.max(0, oldest) };
  });
}

export interface Counted {
  /** A state's code. */
  readonly of: string;
  readonly stage: string;
  readonly count: number;
}

const countedSchema = z.object({ of: z.string(), stage: z.string(), count: z.number() });

export async function countAcquisitionsByStage(tx: SqlExecutor): Promise<readonly Counted[]> {
  const { rows } = await tx.query(
    "select owner_state as of, stage, count(*)::int as count from acquisitions group by owner_state, stage order by owner_state, stage",
  );
  return rows.map((row) => countedSchema.parse(row));
}

/** A pair counts for each state that it is of. */
export async function countLinkagesByStage(tx: SqlExecutor): Promise<readonly Counted[]> {
  const { rows } = await tx.query(
    `select s.of, l.state as stage, count(*)::int as count from linkages l
     cross join lateral (select l.state_a as of union select l.state_b) s group by s.of, l.state order by s.of, l.state`,
  );
  return rows.map((row) => countedSchema.parse(row));
}

/** Events that have no place in the chain yet, and for how long the oldest waits. */
export async function readChainDelay(tx: SqlExecutor, now: Date): Promise<{ waiting: number; oldestSeconds: number }> {
  const { rows } = await tx.query(
    `select count(*)::int as waiting, coalesce(extract(epoch from $1::timestamptz - min(e.at)), 0)::float8 as oldest
     from audit_unchained join audit_events as e using (seq)`,
    [now],
  );
  const { waiting, oldest } = z.object({ waiting: z.number(), oldest: z.number() }).parse(rows[0]);
  return { waiting, oldestSeconds: Math.max(0, oldest) };
}

/** Seconds since the last backup was made; null: none ever was. */
export async function readBackupAge(tx: SqlExecutor, now: Date): Promise<number | null> {
  const { rows } = await tx.query(
    `select extract(epoch from $1::timestamptz - max(at))::float8 as age from audit_events where action = 'backup.created'`,
    [now],
  );
  return z
    .number()
    .nullable()
    .parse(rows[0]?.age ?? null);
}
