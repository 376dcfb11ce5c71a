/** How an attempt ends that brought no result: another one later, or the job's failure with its reason. */
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { isStepName, JOBS, STEPS } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { moveAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { failJob, type Job, postponeJob } from "../../repositories/jobs/jobs.ts";
import type { Deps } from "../deps.ts";

/** The database, the store or the queue may be away for a moment; every other coded error would come again. */
const MAY_HEAL: readonly string[] = ["UNAVAILABLE", "INTERNAL", "FILE_NOT_FOUND"];
const MAX_REASON = 500;

/** For so long after it was asked for, a job waits for a store that is away as often as it must; later that uses up its tries. */
const WAITS_MS = 24 * 3_600_000;
/** Of such waits the first ones are short: most stores that are away are back within the minute. */
const MOST_SHORT = 30;
const SHORT_MS = 10_000;
const LONG_MS = 60_000;

/** Records the failure of an attempt; nothing changes where the attempt was overtaken. */
export async function endAttempt(
  deps: Pick<Deps, "sql" | "clock" | "log" | "meters">,
  job: Job,
  error: unknown,
): Promise<void> {
  deps.meters?.countError({ code: error instanceof RibinError ? error.code : "JOB_FAILED", where: "job" });
  deps.log.warn({ err: error, jobId: job.id, job: job.name, attempt: job.attempt }, "an attempt of a job failed");
  const at = deps.clock.now();
  const reason = describeReason(error);
  const heals = !(error instanceof RibinError) || MAY_HEAL.includes(error.code);
  if (isStoreAway(job, error, at)) {
    const wait = Math.min(findDelay(job), job.attempt > MOST_SHORT ? LONG_MS : SHORT_MS);
    await postponeJob(deps.sql, job.id, job.attempt, reason, new Date(at.getTime() + wait), false);
    return;
  }
  if (heals && job.attempt < job.maxAttempts) {
    await postponeJob(deps.sql, job.id, job.attempt, reason, new Date(at.getTime() + findDelay(job)));
    return;
  }
  await deps.sql.transaction((tx) => failForGood(tx, job, reason, at));
}

/** The last attempt is over: the job, its acquisition and the trail say why. */
export async function failForGood(tx: SqlExecutor, job: Job, reason: string, at: Date): Promise<void> {
  if (!(await failJob(tx, job.id, job.attempt, reason, at))) return;
  const context = { actor: SYSTEM_ACTOR, requestId: job.requestId };
  const event = { at, ownerStates: [job.ownerState], detail: { job: job.name, attempt: job.attempt, reason } };
  await insertAuditEvent(tx, context, { ...event, action: "job.failed", targetKind: "job", targetId: job.id });
  if (!isStepName(job.name)) return;
  const payload = STEPS[job.name].payload.safeParse(job.payload);
  // Another version's payload may name no acquisition; thrown here, it would keep the relay from every other job, for good.
  if (!payload.success) return;
  const { acquisitionId } = payload.data;
  await moveAcquisition(tx, acquisitionId, { stage: "failed", note: `${job.name} failed. ${reason}` }, at);
  await insertAuditEvent(tx, context, {
    ...event,
    action: "acquisition.failed",
    targetKind: "acquisition",
    targetId: acquisitionId,
  });
}

/** What the job stands on was away: that says nothing about the job. */
function isStoreAway(job: Job, error: unknown, at: Date): boolean {
  if (!(error instanceof RibinError) || error.code !== "UNAVAILABLE" || !JOBS[job.name].waitsForStores) return false;
  return at.getTime() - job.createdAt.getTime() < WAITS_MS;
}

/** Milliseconds before the next attempt: doubled each time. */
function findDelay(job: Job): number {
  return JOBS[job.name].backoffMs * 2 ** Math.min(job.attempt - 1, 20);
}

/** Code and words. Of an error that the program did not write itself, its name only: its words may hold anything. */
function describeReason(error: unknown): string {
  if (error instanceof RibinError) return `${error.code}: ${error.message}`.slice(0, MAX_REASON);
  const name = error instanceof Error ? error.name : "Error";
  return `JOB_FAILED: an unexpected ${name}; the log has it under the job's id.`;
}
