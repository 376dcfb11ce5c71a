import type { RequestContext } from "../domain/context.ts";
import { RibinError } from "../domain/errors.ts";
import type { ReportSide } from "../domain/report.ts";
import { insertAuditEvent } from "../repositories/audit-events.ts";
import type { ExhibitSide } from "../repositories/exhibit-sides.ts";
import { findLinkage } from "../repositories/linkage-queue.ts";
import { findReport, type Report } from "../repositories/reports.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { describePairAccess } from "./describe-pair-access.ts";

export interface ReadableReport {
  readonly report: Report;
  /** Which sides' case facts the reader may no longer see: their release expired or was withdrawn since. */
  readonly ended: readonly [boolean, boolean];
}

/** A report, after the check that the actor may read it, and with the read recorded. Errors: NOT_FOUND, FORBIDDEN. */
export async function findReadableReport(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<ReadableReport> {
  const report = await findReport(deps.sql, id);
  if (report === null) throw new RibinError("NOT_FOUND");
  const subject = { kind: "report", id };
  const target = { ownerStates: [report.ownerState], issuedTo: report.issuedTo };
  await authorise(deps, context, "report.read", target, subject);
  const linkage = await findLinkage(deps.sql, report.linkageId);
  if (linkage === null) throw new RibinError("NOT_FOUND");
  const access = await describePairAccess(deps, context, linkage);
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "report.read",
    targetKind: subject.kind,
    targetId: id,
    ownerStates: access.target.ownerStates,
  });
  const hasEnded = (shown: ReportSide, side: ExhibitSide) =>
    shown.caseFacts !== null && side.state !== report.ownerState && !side.released;
  const [a, b] = report.document.sides;
  return { report, ended: [hasEnded(a, access.sides[0]), hasEnded(b, access.sides[1])] };
}
