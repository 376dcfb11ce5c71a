import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { AcquisitionStage } from "../../domain/vocabulary.ts";
import { isStepName, JOBS, STEPS, type StepName } from "../../jobs/catalog.ts";
import { returnToStage } from "../../repositories/acquisitions/acquisitions.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findJob, reopenJob } from "../../repositories/jobs/jobs.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { type JobView, viewJob } from "./view-job.ts";

/** The stage that an acquisition has while the step is still to be done. */
const STAGE_BEFORE: Readonly<Record<StepName, AcquisitionStage>> = {
  "assess-quality": "received",
  "extract-features": "quality_assessed",
  "search-candidates": "features_extracted",
  "verify-candidates": "searched",
};

/** Puts a job that failed for good back to work. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (it has not failed). */
export async function retryJob(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { jobId: string },
): Promise<JobView> {
  const job = await findJob(deps.sql, input.jobId);
  if (job === null) {
    throw await refuseUnseen(deps, context, "job.read", { kind: "job", id: input.jobId });
  }
  const subject = { kind: "job" as const, id: job.id };
  await authorise(deps, context, "job.read", { ownerStates: [job.ownerState] }, subject);
  await authorise(deps, context, "job.retry", { ownerStates: [job.ownerState] }, subject);
  const at = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const reopened = await reopenJob(tx, job.id, JOBS[job.name].maxAttempts, at);
    if (reopened === null) throw new RibinError("CONFLICT", `The job is "${job.state}"; only a failed job is retried.`);
    if (isStepName(job.name)) {
      const { acquisitionId } = STEPS[job.name].payload.parse(job.payload);
      await returnToStage(tx, acquisitionId, STAGE_BEFORE[job.name], at);
    }
    await insertAuditEvent(tx, context, {
      at,
      action: "job.retried",
      targetKind: "job",
      targetId: job.id,
      ownerStates: [job.ownerState],
      detail: { job: job.name, attempt: reopened.attempt },
    });
    return viewJob(reopened);
  });
}
