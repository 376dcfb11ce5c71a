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

/**
 * Marks pending jobs whose time has come as queued and returns them, normal ones first, each oldest first: up to `normal` of normal
 * priority, and low ones until `lowQueued` of them have tickets that no worker has begun.
 */
export async function takeDueJobs(
  tx: SqlExecutor,
  now: Date,
  most: { readonly normal: number; readonly lowQueued: number },
): Promise<readonly DueJob[]> {
  const sqlDue = (priority: JobPriority, limit: string) => `select id from jobs
       where state = 'pending' and priority = '${priority}' and run_after <= $1
       order by run_after, id limit ${limit} for update skip locked`;
  const { rows } = await tx.query(
    `with normal as (${sqlDue("normal", "$2")}),
       low as (${sqlDue(
         "low",
         `greatest(0, $3 - (select count(*) from jobs where state = 'queued' and priority = 'low'))`,
       )}),
       taken as (
         update jobs set state = 'queued', queued_at = $1 where id in (select id from normal union all select id from low)
         returning id, name, attempt, priority, run_after)
     select id, name, attempt, priority from taken order by priority desc, run_after, id`,
    [now, most.normal, most.lowQueued],
  );
  return rows.map((row) => dueSchema.parse(row));
}

/** Takes jobs again that were queued before `queuedBefore` and that no worker has begun: their tickets may be lost. */
export async function takeStaleJobs(
  tx: SqlExecutor,
  queuedBefore: Date,
  now: Date,
  limit: number,
): Promise<readonly DueJob[]> {
  const { rows } = await tx.query(
    `with taken as (
       update jobs set queued_at = $2 where id in (
         select id from jobs where state = 'queued' and queued_at <= $1
         order by queued_at, id limit $3 for update skip locked)
       returning id, name, attempt, priority, run_after)
     select id, name, attempt, priority from taken order by priority desc, run_after, id`,
    [queuedBefore, now, limit],
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

/** Active jobs whose worker let the lease run out, locked against other relays until the transaction ends. */
export async function lockExpiredJobs(tx: SqlExecutor, now: Date, limit: number): Promise<readonly string[]> {
  const { rows } = await tx.query(
    `select id from jobs where state = 'active' and leased_until < $1
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
  await tx.query("update jobs set state = 'pending', queued_at = null where state = 'queued'", []);
}
