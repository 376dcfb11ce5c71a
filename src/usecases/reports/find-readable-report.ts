import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { ReportSide } from "../../domain/report.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { ExhibitSide } from "../../repositories/evidence/exhibit-sides.ts";
import { findReportSignature, type ReportSignature } from "../../repositories/reports/report-signatures.ts";
import { findReportWithdrawal, type ReportWithdrawal } from "../../repositories/reports/report-withdrawals.ts";
import { findReport, findReportHead, type Report } from "../../repositories/reports/reports.ts";
import { findLinkage } from "../../repositories/review/linkage-queue.ts";
import { authorise } from "../access/authorise.ts";
import { describePairAccess } from "../access/describe-pair-access.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import { describePurpose } from "../access/require-purpose.ts";
import type { Deps } from "../deps.ts";
import { unmaskPair } from "../review/unmask.ts";

export interface ReadableReport {
  readonly report: Report;
  /** Null for a report of before reports were signed. */
  readonly signature: ReportSignature | null;
  /** Null while it stands. */
  readonly withdrawal: Pick<ReportWithdrawal, "reason" | "withdrawnAt"> | null;
  /** Which sides' case facts the reader may no longer see: their release expired or was withdrawn since. */
  readonly ended: readonly [boolean, boolean];
}

/** A report, after the check that the actor may read it, and with the read recorded. Errors: NOT_FOUND, FORBIDDEN, EXAMINATION_NOT_DOCUMENTED. */
export async function findReadableReport(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<ReadableReport> {
  const report = await findReport(deps.sql, id);
  const subject = { kind: "report" as const, id };
  const head = report ?? (await findReportHead(deps.sql, id));
  if (head === null) throw await refuseUnseen(deps, context, "report.read", subject);
  const target = { ownerStates: [head.ownerState], issuedTo: head.issuedTo };
  await authorise(deps, context, "report.read", target, subject);
  // It is the reader's, of a pair that may be named to them no longer.
  if (report === null) throw new RibinError("NOT_FOUND");
  const linkage = await findLinkage(deps.sql, report.linkageId);
  if (linkage === null) throw new RibinError("NOT_FOUND");
  const access = await describePairAccess(deps, context, linkage);
  // A report is the reader's own; what it shows is of both states.
  await authorise(deps, context, "report.read", { ...access.target, issuedTo: report.issuedTo }, subject);
  // It shows the comparison to another than the two whom `issueReport` asked: a coordinator of the reader's state may also examine.
  await unmaskPair(deps, context, access);
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "report.read",
    targetKind: subject.kind,
    targetId: id,
    ownerStates: access.target.ownerStates,
    detail: describePurpose(context),
  });
  const [a, b] = report.document.sides;
  const signature = await findReportSignature(deps.sql, id);
  const withdrawal = await findReportWithdrawal(deps.sql, id);
  const ended = [hasEnded(report, a, access.sides), hasEnded(report, b, access.sides)] as const;
  return { report, signature, withdrawal, ended };
}

/** The reader's state has one side of the pair, so that another state's side is told by its state. */
function hasEnded(report: Report, shown: ReportSide, sides: readonly ExhibitSide[]): boolean {
  if (shown.caseFacts === null || shown.state === report.ownerState) return false;
  return !sides.some((side) => side.state === shown.state && side.released);
}
