import { verifyAuditPayloadSchema } from "../../jobs/background-payloads.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { finishVerification, updateVerificationProgress } from "../../repositories/audit/audit-verifications.ts";
import type { Deps } from "../deps.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";
import { verifyAudit } from "./verify-audit.ts";

/** So often it is written how far it is. */
const TELL_MS = 1_000;

/** Checks the whole trail, and records what was found with the job's end. A trail that is broken is a result and no failure. */
export async function runAuditVerification(
  deps: Pick<Deps, "sql" | "clock" | "log">,
  run: BackgroundRun,
): Promise<void> {
  const { verificationId: id } = verifyAuditPayloadSchema.parse(run.payload);
  let told = Number.NEGATIVE_INFINITY;
  const onProgress = async (checked: number, all: number) => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    await updateVerificationProgress(deps.sql, id, { checked: Math.min(checked, all), all });
  };
  const { chains: _, firstBroken, oldestWaiting: __, ...verdict } = await verifyAudit(deps, { onProgress });
  if (firstBroken !== null) deps.log.error({ verificationId: id, firstBroken }, "the audit trail is broken");
  await completeBackground(deps, run, async (tx, at) => {
    await finishVerification(tx, id, verdict, at);
    const { whole, broken, records, heads } = verdict;
    await insertAuditEvent(tx, run.context, {
      at,
      action: "audit.verified",
      targetKind: "audit",
      targetId: id,
      ownerStates: [],
      detail: {
        whole,
        broken,
        records,
        heads,
        ...(firstBroken === null ? {} : { position: firstBroken.position, fault: firstBroken.fault }),
        jobId: run.job.id,
      },
    });
  });
}
