/** The outbox and the truth about every job. Each change names the attempt it is about: a worker that lost its lease changes nothing. */
import { z } from "zod";
import { JOB_PRIORITIES, type JobPriority, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import { JOB_NAMES, type JobName } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { readTraceParent } from "../../ports/tracing.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** pending: waits for the relay; queued: handed to the queue; active: a worker holds its lease. */
export const JOB_STATES = ["pending", "queued", "active", "done", "failed"] as const;
export type JobState = (typeof JOB_STATES)[number];

export interface Job {
  readonly id: string;
  readonly name: JobName;
  readonly payload: unknown;
  readonly payloadVersion: number;
  readonly key: string;
  readonly ownerState: StateCode;
  readonly state: JobState;
  readonly priority: JobPriority;
  /** From 1; the ticket and every change of the row carry it. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Code and words of the last failure; null where none, or once done. */
  readonly reason: string | null;
  readonly runAfter: Date;
  readonly queuedAt: Date | null;
  readonly leasedUntil: Date | null;
  readonly requestId: string;
  /** Of the request or job that asked for it (W3C); null where nobody traces. */
  readonly traceParent: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  name: z.enum(JOB_NAMES),
  payload: z.unknown(),
  payload_version: z.number(),
  key: z.string(),
  owner_state: stateCodeSchema,
  state: z.enum(JOB_STATES),
  priority: z.enum(JOB_PRIORITIES),
  attempt: z.number(),
  max_attempts: z.number(),
  reason: z.string().nullable(),
  run_after: z.date(),
  queued_at: z.date().nullable(),
  leased_until: z.date().nullable(),
  request_id: z.string(),
  trace_parent: z.string().nullable(),
  created_at: z.date(),
  finished_at: z.date().nullable(),
});

function parseJob(row: unknown): Job {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    name: r.name,
    payload: r.payload,
    payloadVersion: r.payload_version,
    key: r.key,
    ownerState: r.owner_state,
    state: r.state,
    priority: r.priority,
    attempt: r.attempt,
    maxAttempts: r.max_attempts,
    reason: r.reason,
    runAfter: r.run_after,
    queuedAt: r.queued_at,
    leasedUntil: r.leased_until,
    requestId: r.request_id,
    traceParent: r.trace_parent,
    createdAt: r.created_at,
    finishedAt: r.finished_at,
  };
}

export type NewJob = Pick<
  Job,
  | "id"
  | "name"
  | "payload"
  | "payloadVersion"
  | "key"
  | "ownerState"
  | "priority"
  | "maxAttempts"
  | "requestId"
  | "createdAt"
> & {
  /** Not before; at once where it is left out. */
  readonly runAfter?: Date | undefined;
};

/** Asks for a job, in the transaction of the result that needs it. False where a job of this key was asked for before. */
export async function insertJob(tx: SqlExecutor, job: NewJob): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into jobs (id, name, payload, payload_version, key, owner_state, state, max_attempts, run_after, request_id, created_at,
       priority, trace_parent)
     values ($1, $2, $3, $4, $5, $6, 'pending', $7, coalesce($11::timestamptz, $9), $8, $9, $10, $12) on conflict (key) do nothing`,
    [
      job.id,
      job.name,
      JSON.stringify(job.payload),
      job.payloadVersion,
      job.key,
      job.ownerState,
      job.maxAttempts,
      job.requestId,
      job.createdAt,
      job.priority,
      job.runAfter ?? null,
      readTraceParent(),
    ],
  );
  return rowCount === 1;
}

export async function findJob(tx: SqlExecutor, id: string): Promise<Job | null> {
  const { rows } = await tx.query("select * from jobs where id = $1", [id]);
  return rows[0] === undefined ? null : parseJob(rows[0]);
}

/** Takes the lease of an attempt; null where it is taken, over, or was never this attempt's. */
export async function claimJob(tx: SqlExecutor, id: string, attempt: number, leasedUntil: Date): Promise<Job | null> {
  const { rows } = await tx.query(
    `update jobs set state = 'active', leased_until = $3
     where id = $1 and attempt = $2 and state in ('pending', 'queued') returning *`,
    [id, attempt, leasedUntil],
  );
  return rows[0] === undefined ? null : parseJob(rows[0]);
}

/** False where the attempt no longer holds the job. */
export async function extendLease(tx: SqlExecutor, id: string, attempt: number, leasedUntil: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update jobs set leased_until = $3 where id = $1 and attempt = $2 and state = 'active'",
    [id, attempt, leasedUntil],
  );
  return rowCount === 1;
}

/** Marks the job done, in its result's transaction. False where the attempt no longer holds the job: roll back. */
export async function finishJob(tx: SqlExecutor, id: string, attempt: number, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update jobs set state = 'done', finished_at = $3, leased_until = null, reason = null
     where id = $1 and attempt = $2 and state = 'active'`,
    [id, attempt, at],
  );
  return rowCount === 1;
}

/**
 * Ends an attempt without a result: the next one waits until `runAfter`. One that `usesTry` false says was not the job's own failure gives
 * the job one more. False where the attempt no longer holds the job.
 */
export async function postponeJob(
  tx: SqlExecutor,
  id: string,
  attempt: number,
  reason: string,
  runAfter: Date,
  usesTry = true,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update jobs set state = 'pending', attempt = attempt + 1, max_attempts = max_attempts + $5, reason = $3, run_after = $4,
       leased_until = null, queued_at = null
     where id = $1 and attempt = $2 and state = 'active'`,
    [id, attempt, reason, runAfter, usesTry ? 0 : 1],
  );
  return rowCount === 1;
}

/** Ends the job's last attempt. False where the attempt no longer holds the job. */
export async function failJob(
  tx: SqlExecutor,
  id: string,
  attempt: number,
  reason: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update jobs set state = 'failed', reason = $3, finished_at = $4, leased_until = null
     where id = $1 and attempt = $2 and state = 'active'`,
    [id, attempt, reason, at],
  );
  return rowCount === 1;
}

/** Puts a failed job back to work with `attempts` more; its reason stays until it is done. Null where it has not failed. */
export async function reopenJob(tx: SqlExecutor, id: string, attempts: number, at: Date): Promise<Job | null> {
  const { rows } = await tx.query(
    `update jobs set state = 'pending', attempt = attempt + 1, max_attempts = attempt + $2, run_after = $3,
       queued_at = null, finished_at = null
     where id = $1 and state = 'failed' returning *`,
    [id, attempts, at],
  );
  return rows[0] === undefined ? null : parseJob(rows[0]);
}

/** Newest first. */
export async function listJobs(
  tx: SqlExecutor,
  filter: { state: JobState | null; ownerState: StateCode | null },
  page: PageRequest,
): Promise<Page<Job>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from jobs
     where ($1::text is null or state = $1) and ($2::text is null or owner_state = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
     order by created_at desc, id desc limit $5`,
    [filter.state, filter.ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseJob), page, (job) => [job.createdAt.toISOString(), job.id]);
}
