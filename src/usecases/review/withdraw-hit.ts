import type { RequestContext } from "../../domain/context.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findHitOfLinkage, insertHitWithdrawal, withdrawHitReports } from "../../repositories/review/hits.ts";
import type { Linkage } from "../../repositories/review/linkage-queue.ts";

/** Of the reports, as their readers are told it. */
const REPORT_REASON = "The hit was withdrawn: a conclusion that it stood on was corrected.";

/** Ends the hit of a linkage whose conclusion was corrected, and its reports in both states. Nothing of it is deleted. */
export async function withdrawHit(
  tx: SqlExecutor,
  context: RequestContext,
  { linkage, conclusionId, now }: { linkage: Linkage; conclusionId: string; now: Date },
): Promise<void> {
  const hit = await findHitOfLinkage(tx, linkage.id);
  if (hit === null) return;
  const { stateA, stateB } = linkage;
  const withdrawn = { hitId: hit.id, stateA, stateB, conclusionId, withdrawnBy: context.actor.id, createdAt: now };
  await insertHitWithdrawal(tx, withdrawn);
  const ownerStates = [...new Set([stateA, stateB])];
  const detail = { linkageId: linkage.id, conclusionId };
  const about = { at: now, ownerStates };
  await insertAuditEvent(tx, context, {
    ...about,
    action: "hit.withdrawn",
    targetKind: "hit",
    targetId: hit.id,
    detail,
  });
  for (const { reportId } of await withdrawHitReports(tx, hit.id, REPORT_REASON, now)) {
    await insertAuditEvent(tx, context, {
      ...about,
      action: "report.withdrawn",
      targetKind: "report",
      targetId: reportId,
      detail: { ...detail, hitId: hit.id },
    });
  }
}
