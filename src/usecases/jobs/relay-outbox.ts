/** Moves the outbox to the queue. One pass; any number of relays may run at once, and running more often is harmless. */

import { STEP_NAMES } from "../../jobs/catalog.ts";
import type { JobQueue, JobTicket } from "../../ports/job-queue.ts";
import {
  type DueJob,
  type JobShare,
  lockExpiredJobs,
  recallFutureJobs,
  releaseQueuedJobs,
  takeDueJobs,
  takeStaleJobs,
  untakeJobs,
} from "../../repositories/jobs/job-relay.ts";
import { findJob, type Job, postponeJob } from "../../repositories/jobs/jobs.ts";
import type { Deps } from "../deps.ts";
import { failForGood } from "./end-attempt.ts";

const BATCH = 100;
/** A few more than what is worked on, so that no worker waits for the next pass. */
const MOST = { batch: BATCH, least: 16, perActive: 4, low: 200 };
/** A ticket that no worker has begun for so long may be lost, with its queue: it is sent again, and twice is once. */
const STALE_AFTER_MS = 20_000;
const SPREAD_MS = 10_000;
const STOPPED = "JOB_FAILED: the worker stopped in the middle of it.";

/**
 * Sends what is due, and takes up what was left: attempts whose worker is gone, tickets that may be lost. Returns how many tickets were
 * sent; a full batch means that there may be more. Throws where database or queue are away. Only jobs of `share` are sent: those that
 * take from the queue do no others. What was left is taken up whatever it is.
 */
export async function relayOutbox(
  deps: Pick<Deps, "sql" | "clock">,
  queue: JobQueue,
  share: JobShare = null,
): Promise<number> {
  const now = deps.clock.now();
  await queue.noticeLoss(async () => void (await releaseQueuedJobs(deps.sql)));
  await endAbandonedAttempts(deps, now);
  await recallFutureJobs(deps.sql, STEP_NAMES, now);
  const sent = await relayDueJobs(deps, queue, share);
  const stale = await takeStaleJobs(deps.sql, new Date(now.getTime() - STALE_AFTER_MS), now, BATCH, share);
  return sent + (await send(deps, queue, stale));
}

/** Sends only what is due: one statement where nothing is, for it is asked after each step of a job. */
export async function relayDueJobs(
  deps: Pick<Deps, "sql" | "clock">,
  queue: JobQueue,
  share: JobShare = null,
): Promise<number> {
  return send(deps, queue, await takeDueJobs(deps.sql, deps.clock.now(), MOST, share));
}

async function send(deps: Pick<Deps, "sql">, queue: JobQueue, jobs: readonly DueJob[]): Promise<number> {
  if (jobs.length === 0) return 0;
  try {
    await queue.addTickets(jobs.map(makeTicket));
  } catch (error) {
    await untakeJobs(deps.sql, jobs);
    throw error;
  }
  return jobs.length;
}

function makeTicket(job: DueJob): JobTicket {
  return {
    ticketId: `${job.id}_${job.attempt}`,
    jobId: job.id,
    attempt: job.attempt,
    name: job.name,
    priority: job.priority,
  };
}

/** A worker that was killed leaves a lease that runs out: its attempt is over, and a job that kills every worker ends. */
async function endAbandonedAttempts(deps: Pick<Deps, "sql">, now: Date): Promise<void> {
  await deps.sql.transaction(async (tx) => {
    for (const id of await lockExpiredJobs(tx, now, BATCH)) {
      const job = await findJob(tx, id);
      if (job === null) continue;
      if (job.attempt < job.maxAttempts)
        await postponeJob(tx, job.id, job.attempt, STOPPED, findTimeAfterStop(job, now));
      else await failForGood(tx, job, STOPPED, now);
    }
  });
}

/**
 * The first time at once: most workers that stop were stopped. A job whose workers stop again and again may be what stops them, and those
 * that stopped beside it are not to meet it each time: each comes back at a time of its own.
 */
function findTimeAfterStop(job: Job, now: Date): Date {
  if (job.attempt < 2) return now;
  return new Date(now.getTime() + Math.random() * SPREAD_MS * (job.attempt - 1));
}
