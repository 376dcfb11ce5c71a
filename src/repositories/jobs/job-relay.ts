/** What the relay does to the outbox. Several relays may run at once: each row goes to one of them. */
import { z } from "zod";
import { JOB_PRIORITIES, type JobPriority } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface DueJob {
  readonly id: string;
  readonly name: string;
  readonly attempt: number;
  readonly priority: JobPriority;
}

const dueSchema = z.object({ id: z.string(), name: z.string(), attempt: z.number(), priority: z.enum(JOB_PRIORITIES) });

/** Names of the jobs that a relay is for; null: all. What others are for is neither taken nor counted. */
export type JobShare = readonly string[] | null;

export interface MostQueued {
  /** Jobs of a state that are looked at, and taken, in one pass. */
  readonly batch: number;
  /** Normal jobs with tickets that no worker has begun: so many, or so many for each that is being worked on. */
  readonly least: number;
  readonly perActive: number;
  /** The same of low ones; they wait in the table. */
  readonly low: number;
}

/**
 * Marks pending jobs whose time has come as queued and returns them, normal ones first.
 *
 * The states take turns: next is the job of the state that has the fewest queued and under way, its oldest first. Few are queued at a
 * time, for what is queued is worked on in that order: one state's bulk import lets another's one case wait for those few alone.
 */
export async function takeDueJobs(
  tx: SqlExecutor,
  now: Date,
  most: MostQueued,
  share: JobShare = null,
): Promise<readonly DueJob[]> {
  const { rows } = await tx.query(
    `with held as (
         select owner_state, count(*) as jobs, count(*) filter (where state = 'queued') as queued from jobs
         where state in ('queued', 'active') and priority = 'normal' and ($6::text[] is null or name = any ($6)) group by owner_state),
       room as (
         select greatest(0, least($2::int, greatest($3::int, $4::int * coalesce(sum(jobs - queued), 0)) - coalesce(sum(queued), 0))) as jobs
         from held),
       due as (
         select d.id, d.run_after, d.turn + coalesce(held.jobs, 0) as turn
         from states s left join held on held.owner_state = s.code
           cross join lateral (
             select id, run_after, row_number() over (order by run_after, id) as turn from jobs
             where owner_state = s.code and state = 'pending' and priority = 'normal' and run_after <= $1
               and ($6::text[] is null or name = any ($6))
             order by run_after, id limit $2::int) d),
       turns as (select id, turn from due order by turn, run_after, id limit (select jobs from room)),
       normal as (select j.id from jobs j where j.id in (select id from turns) and j.state = 'pending' for update skip locked),
       low as (
         select id from jobs where state = 'pending' and priority = 'low' and run_after <= $1
           and ($6::text[] is null or name = any ($6))
         order by run_after, id limit greatest(0, $5::int - (
           select count(*) from jobs where state = 'queued' and priority = 'low' and ($6::text[] is null or name = any ($6))))
         for update skip locked),
       taken as (
         update jobs set state = 'queued', queued_at = $1 where id in (select id from normal union all select id from low)
         returning id, name, attempt, priority, run_after)
     select taken.id, name, attempt, priority from taken left join turns using (id)
     order by priority desc, turn, run_after, taken.id`,
    [now, most.batch, most.least, most.perActive, most.low, share],
  );
  return rows.map((row) => dueSchema.parse(row));
}

/**
 * Takes jobs again that were queued before `queuedBefore`, or by a clock that was ahead, and that no worker has begun: their tickets may be
 * lost.
 */
export async function takeStaleJobs(
  tx: SqlExecutor,
  queuedBefore: Date,
  now: Date,
  limit: number,
  share: JobShare = null,
): Promise<readonly DueJob[]> {
  const { rows } = await tx.query(
    `with taken as (
       update jobs set queued_at = $2 where id in (
         select id from jobs where state = 'queued' and (queued_at <= $1 or queued_at > $2::timestamptz + interval '1 minute')
           and ($4::text[] is null or name = any ($4))
         order by queued_at, id limit $3 for update skip locked)
       returning id, name, attempt, priority, run_after)
     select id, name, attempt, priority from taken order by priority desc, run_after, id`,
    [queuedBefore, now, limit, share],
  );
  return rows.map((row) => dueSchema.parse(row));
}

/** Gives jobs back that `takeDueJobs` took and the queue did not. */
export async function untakeJobs(tx: SqlExecutor, jobs: readonly DueJob[]): Promise<void> {
  await tx.query(
    "update jobs set state = 'pending', queued_at = null where id = any ($1::uuid[]) and state = 'queued'",
    [jobs.map((job) => job.id)],
  );
}

/**
 * Puts every job back to be handed out whose ticket no worker has begun: the queue lost what it held. Those that it did not lose are no
 * harm, a ticket that comes twice is one.
 */
export async function releaseQueuedJobs(tx: SqlExecutor): Promise<number> {
  const { rowCount } = await tx.query("update jobs set state = 'pending', queued_at = null where state = 'queued'", []);
  return rowCount;
}

/**
 * Jobs that a clock far ahead asked for, or put off, would wait until it is as late as that clock said. No step is put off for more than
 * a minute.
 */
export async function recallFutureJobs(tx: SqlExecutor, steps: readonly string[], now: Date): Promise<number> {
  const { rowCount } = await tx.query(
    `update jobs set run_after = $1 where state = 'pending' and priority = any ('{normal,low}') and run_after > $1::timestamptz + interval '2 minutes'
       and (created_at > $1::timestamptz + interval '1 minute' or name = any ($2::text[]))`,
    [now, steps],
  );
  return rowCount;
}

/**
 * Active jobs whose worker let the lease run out, locked against other relays until the transaction ends. A lease that lasts longer than
 * any is given for is of a clock that was ahead.
 */
export async function lockExpiredJobs(tx: SqlExecutor, now: Date, limit: number): Promise<readonly string[]> {
  const { rows } = await tx.query(
    `select id from jobs where state = 'active' and (leased_until < $1 or leased_until > $1::timestamptz + interval '5 minutes')
     order by leased_until limit $2 for update skip locked`,
    [now, limit],
  );
  return rows.map((row) => z.string().parse(row.id));
}

/**
 * For a process that is alone with its database, at its start: nobody can hold a lease or carry a ticket, so all go back.
 * Active attempts count as used.
 */
export async function releaseAllJobs(tx: SqlExecutor, now: Date): Promise<void> {
  await tx.query("update jobs set leased_until = $1::timestamptz - interval '1 second' where state = 'active'", [now]);
  await releaseQueuedJobs(tx);
}
