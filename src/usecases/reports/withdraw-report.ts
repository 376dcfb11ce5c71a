import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertReportWithdrawal, type ReportWithdrawal } from "../../repositories/reports/report-withdrawals.ts";
import { findReportHead, holdReport } from "../../repositories/reports/reports.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

export interface WithdrawReportInput {
  readonly id: string;
  readonly reason: string;
}

/**
 * Says of a report that it no longer stands: a new record, by the state that issued it. Whoever could read the report reads it still,
 * marked; whoever checks a copy is told so. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (withdrawn already).
 */
export async function withdrawReport(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: WithdrawReportInput,
): Promise<ReportWithdrawal> {
  const report = await findReportHead(deps.sql, input.id);
  if (report === null) {
    throw await refuseUnseen(deps, context, "report.read", { kind: "report", id: input.id });
  }
  const subject = { kind: "report" as const, id: report.id };
  const target = { ownerStates: [report.ownerState], issuedTo: report.issuedTo };
  // A stranger is told NOT_FOUND. Of the own state also an examiner withdraws who may not read what it shows.
  if (context.actor.state !== report.ownerState) await authorise(deps, context, "report.read", target, subject);
  await authorise(deps, context, "report.withdraw", target, subject);
  const withdrawal: ReportWithdrawal = {
    id: uuidv7(),
    reportId: report.id,
    ownerState: report.ownerState,
    reason: input.reason,
    withdrawnBy: context.actor.id,
    withdrawnAt: deps.clock.now(),
  };
  await deps.sql.transaction(async (tx) => {
    await holdReport(tx, report.id);
    if (!(await insertReportWithdrawal(tx, withdrawal))) {
      throw new RibinError("CONFLICT", "The report is withdrawn already.");
    }
    await insertAuditEvent(tx, context, {
      at: withdrawal.withdrawnAt,
      action: "report.withdrawn",
      targetKind: "report",
      targetId: report.id,
      // Of both states of the pair, as its issue was.
      ownerStates: [...new Set(report.states)],
      detail: { number: report.number, kind: report.kind, linkageId: report.linkageId, withdrawalId: withdrawal.id },
    });
  });
  return withdrawal;
}
