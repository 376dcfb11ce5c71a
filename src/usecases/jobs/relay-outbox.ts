/** Moves the outbox to the queue. One pass; any number of relays may run at once, and running more often is harmless. */
import type { JobQueue, JobTicket } from "../../ports/job-queue.ts";
import {
  countQueuedLowJobs,
  type DueJob,
  lockExpiredJobs,
  takeDueJobs,
  takeStaleJobs,
  untakeJobs,
} from "../../repositories/jobs/job-relay.ts";
import { findJob, postponeJob } from "../../repositories/jobs/jobs.ts";
import type { Deps } from "../deps.ts";
import { failForGood } from "./end-attempt.ts";

const BATCH = 100;
/** Low jobs with tickets at a time; there may be very many, and they wait in the table. */
const MOST_LOW_QUEUED = 200;
/** A ticket that no worker has begun for so long may be lost, with its queue: it is sent again, and twice is once. */
const STALE_AFTER_MS = 60_000;
const STOPPED = "JOB_FAILED: the worker stopped in the middle of it.";

/** Returns how many tickets were sent; a full batch means that there may be more. Throws where database or queue are away. */
export async function relayOutbox(deps: Pick<Deps, "sql" | "clock">, queue: JobQueue): Promise<number> {
  const now = deps.clock.now();
  await endAbandonedAttempts(deps, now);
  const due = await takeDueJobs(deps.sql, "normal", now, BATCH);
  const room = Math.min(BATCH, MOST_LOW_QUEUED - (await countQueuedLowJobs(deps.sql)));
  const low = room > 0 ? await takeDueJobs(deps.sql, "low", now, room) : [];
  const stale = await takeStaleJobs(deps.sql, new Date(now.getTime() - STALE_AFTER_MS), now, BATCH);
  const jobs = [...due, ...low, ...stale];
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
      if (job.attempt < job.maxAttempts) await postponeJob(tx, job.id, job.attempt, STOPPED, now);
      else await failForGood(tx, job, STOPPED, now);
    }
  });
}
