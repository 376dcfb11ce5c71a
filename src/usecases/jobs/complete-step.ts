/** How every step ends: its result, the acquisition's stage, the audit event, the job's end and the next job, in ONE transaction. */
import type { AuditAction } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import { STEPS, type StepName } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import {
  type Acquisition,
  findRemovalOf,
  moveAcquisition,
  type StageChange,
} from "../../repositories/acquisitions/acquisitions.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { finishJob, type Job } from "../../repositories/jobs/jobs.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "./ask-for-job.ts";

/** One attempt of work behind the steps. */
export interface BackgroundRun {
  readonly job: Job;
  readonly context: RequestContext;
  /** As the job's contract has it. */
  readonly payload: unknown;
}

/** One attempt of one step. */
export interface StepRun {
  readonly job: Job & { readonly name: StepName };
  readonly context: RequestContext;
  readonly acquisition: Acquisition;
  /** Why the step is done once more; null on the acquisition's own way through the steps. */
  readonly cause: string | null;
  /** How far the step has come, 0..1; for progress bars. */
  reportProgress(fraction: number): Promise<void>;
}

/** The attempt no longer holds the job: another worker took over, and nothing of this one's may be written. */
export class LeaseLost extends Error {
  constructor() {
    super("The lease of this attempt ran out; another worker has the job.");
    this.name = "LeaseLost";
  }
}

export interface StepEnd {
  readonly change: StageChange;
  readonly action: AuditAction;
  /** Codes, versions and counts. */
  readonly detail: Record<string, unknown>;
  /** Nothing follows by itself: a person is asked first. */
  readonly waits?: true;
}

/** Where `write` gives null there was nothing to do: the job is done, and nothing follows. @throws LeaseLost, with nothing written */
export async function completeStep(
  deps: Pick<Deps, "sql" | "clock">,
  run: StepRun,
  write: (tx: SqlExecutor, at: Date) => Promise<StepEnd | null>,
): Promise<void> {
  const { job, context, acquisition } = run;
  const at = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    // First, because it locks the job's row: an attempt that was overtaken writes nothing at all.
    if (!(await finishJob(tx, job.id, job.attempt, at))) throw new LeaseLost();
    // Removed while the step ran: its result is of something that is not there.
    if ((await findRemovalOf(tx, acquisition.id)) !== null) return;
    const end = await write(tx, at);
    if (end === null) return;
    await moveAcquisition(tx, acquisition.id, end.change, at);
    await insertAuditEvent(tx, context, {
      at,
      action: end.action,
      targetKind: "acquisition",
      targetId: acquisition.id,
      ownerStates: [acquisition.ownerState],
      detail: { ...end.detail, jobId: job.id, attempt: job.attempt },
    });
    const { next } = STEPS[job.name];
    if (next === null || end.waits !== undefined) return;
    // What follows work of low priority is no more urgent than that.
    const priority = job.priority === "low" ? "low" : STEPS[next].priority;
    // In the place of the step before it: what came first is ready first, however much came in behind it.
    await askForJob(tx, next, acquisition, job.requestId, at, run.cause, priority, job.runAfter);
  });
}

/** How work behind the steps ends: what `write` writes and the job's end, in ONE transaction. @throws LeaseLost, with nothing written */
export async function completeBackground(
  deps: Pick<Deps, "sql" | "clock">,
  run: BackgroundRun,
  write: (tx: SqlExecutor, at: Date) => Promise<void>,
): Promise<void> {
  const at = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    if (!(await finishJob(tx, run.job.id, run.job.attempt, at))) throw new LeaseLost();
    await write(tx, at);
  });
}
