/** Runs one ticket: takes the job's lease, keeps it while the step runs, and records how it ended. */
import { setTimeout as sleep } from "node:timers/promises";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { type BackgroundName, isStepName, JOBS, STEPS, type StepName } from "../../jobs/catalog.ts";
import type { JobTicket } from "../../ports/job-queue.ts";
import { inSpan } from "../../ports/tracing.ts";
import { findAcquisition, findRemovalOf, updateProgress } from "../../repositories/acquisitions/acquisitions.ts";
import { claimJob, extendLease, type Job } from "../../repositories/jobs/jobs.ts";
import type { Deps } from "../deps.ts";
import { type BackgroundRun, completeStep, LeaseLost, type StepRun } from "./complete-step.ts";
import { endAttempt } from "./end-attempt.ts";

/** A worker that is gone is noticed after so long; its job is taken up by another. */
const LEASE_MS = 20_000;
const HEARTBEAT_MS = 5_000;
/** Later the relay sends the ticket again by itself. */
const CLAIM_MS = 20_000;
const PAUSE_MS = 500;

/** Does one step, which ends itself with `completeStep`. */
export type Processor = (deps: Deps, run: StepRun) => Promise<void>;
/** Does work behind the steps, which ends itself with `completeBackground`. */
export type BackgroundProcessor = (deps: Deps, run: BackgroundRun) => Promise<void>;
/** Every job has one. */
export type Processors = Readonly<Record<StepName, Processor> & Record<BackgroundName, BackgroundProcessor>>;

/** What a process is at. */
export interface RunningJobs {
  readonly jobs: Set<Job>;
  /** Leases that were asked for and not answered yet. */
  readonly claims: Set<Promise<unknown>>;
}
export const noRunningJobs = (): RunningJobs => ({ jobs: new Set(), claims: new Set() });

/**
 * Never throws for the job's own failure; throws where the database cannot be reached, and the relay sends the ticket again. While it runs,
 * the job is among `running`.
 */
export async function runJob(
  deps: Deps,
  ticket: JobTicket,
  processors: Processors,
  running: RunningJobs = noRunningJobs(),
): Promise<void> {
  // A ticket that is dropped is sent anew after a while only.
  const claim = whileAway(CLAIM_MS, () => claimJob(deps.sql, ticket.jobId, ticket.attempt, leaseFrom(deps)));
  running.claims.add(claim);
  const job = await claim.finally(() => running.claims.delete(claim));
  // The attempt was taken, overtaken or finished before: the ticket came twice.
  if (job === null) return;
  const heartbeat = keepLease(deps, job);
  const began = performance.now();
  const measure = (outcome: "done" | "failed" | "overtaken") =>
    deps.meters?.observeJob({ name: job.name, outcome }, (performance.now() - began) / 1000);
  running.jobs.add(job);
  try {
    const attributes = { "ribin.job_id": job.id, "ribin.attempt": job.attempt, "ribin.request_id": job.requestId };
    await inSpan(
      `job ${job.name}`,
      attributes,
      async () => {
        assertReadable(job);
        if (isStep(job)) await runStep(deps, job, processors);
        else await runBackground(deps, job, processors);
      },
      job.traceParent,
    );
    measure("done");
  } catch (error) {
    measure(error instanceof LeaseLost ? "overtaken" : "failed");
    if (error instanceof LeaseLost) deps.log.warn({ jobId: job.id, attempt: job.attempt }, error.message);
    // For as long as the lease lasts: then the next attempt need not wait for its end.
    else await whileAway(LEASE_MS, () => endAttempt(deps, job, error));
  } finally {
    clearInterval(heartbeat);
    running.jobs.delete(job);
  }
}

/** Asks again, for so many milliseconds, where the database is away. */
async function whileAway<T>(ms: number, ask: () => Promise<T>): Promise<T> {
  const until = performance.now() + ms;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const away = error instanceof RibinError && error.code === "UNAVAILABLE";
      if (!away || performance.now() > until) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

function leaseFrom(deps: Deps): Date {
  return new Date(deps.clock.now().getTime() + LEASE_MS);
}

function keepLease(deps: Deps, job: Job): NodeJS.Timeout {
  return setInterval(() => {
    // A beat that fails is no failure of the step: the lease lasts for several, and the step's end is fenced anyway.
    extendLease(deps.sql, job.id, job.attempt, leaseFrom(deps)).catch((error: unknown) => {
      deps.log.warn({ err: error, jobId: job.id }, "the lease of a job could not be extended");
    });
  }, HEARTBEAT_MS);
}

type StepJob = Job & { readonly name: StepName };
const isStep = (job: Job): job is StepJob => isStepName(job.name);

function assertReadable(job: Job): void {
  if (job.payloadVersion === JOBS[job.name].payloadVersion) return;
  throw new RibinError(
    "JOB_FAILED",
    `The payload is of version ${job.payloadVersion}, which this program cannot read.`,
  );
}

async function runBackground(deps: Deps, job: Job, processors: Processors): Promise<void> {
  const process: BackgroundProcessor = processors[job.name as BackgroundName];
  const context = { actor: SYSTEM_ACTOR, requestId: job.requestId };
  await process(deps, { job, context, payload: JOBS[job.name].payload.parse(job.payload) });
}

/** Of what was removed meanwhile nothing is done: the job ends, and a restoration asks for what is left to do. */
async function runStep(deps: Deps, job: StepJob, processors: Processors): Promise<void> {
  const run = await prepareStep(deps, job);
  if ((await findRemovalOf(deps.sql, run.acquisition.id)) === null) await processors[job.name](deps, run);
  else await completeStep(deps, run, async () => null);
}

async function prepareStep(deps: Deps, job: StepJob): Promise<StepRun> {
  const { acquisitionId, cause = null } = STEPS[job.name].payload.parse(job.payload);
  const acquisition = await findAcquisition(deps.sql, acquisitionId);
  if (acquisition === null) throw new RibinError("NOT_FOUND", "The acquisition is not there.");
  return {
    job,
    context: { actor: SYSTEM_ACTOR, requestId: job.requestId },
    acquisition,
    cause,
    reportProgress: (fraction) => updateProgress(deps.sql, acquisition.id, fraction),
  };
}
