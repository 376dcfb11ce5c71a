/** Runs one ticket: takes the job's lease, keeps it while the step runs, and records how it ended. */
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

const LEASE_MS = 60_000;
const HEARTBEAT_MS = 15_000;

/** Does one step, which ends itself with `completeStep`. */
export type Processor = (deps: Deps, run: StepRun) => Promise<void>;
/** Does work behind the steps, which ends itself with `completeBackground`. */
export type BackgroundProcessor = (deps: Deps, run: BackgroundRun) => Promise<void>;
/** Every job has one. */
export type Processors = Readonly<Record<StepName, Processor> & Record<BackgroundName, BackgroundProcessor>>;

/** Never throws for the job's own failure; throws where the database cannot be reached, and the relay sends the ticket again. */
export async function runJob(deps: Deps, ticket: JobTicket, processors: Processors): Promise<void> {
  const job = await claimJob(deps.sql, ticket.jobId, ticket.attempt, leaseFrom(deps));
  // The attempt was taken, overtaken or finished before: the ticket came twice.
  if (job === null) return;
  const heartbeat = keepLease(deps, job);
  const began = performance.now();
  const measure = (outcome: "done" | "failed" | "overtaken") =>
    deps.meters?.observeJob({ name: job.name, outcome }, (performance.now() - began) / 1000);
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
    else await endAttempt(deps, job, error);
  } finally {
    clearInterval(heartbeat);
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
