import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { findLinkage } from "../../repositories/review/linkage-queue.ts";
import { type IssueReportInput, issueReport } from "../reports/issue-report.ts";
import { findOwnRequest } from "./find-own-request.ts";
import { type ReportRequestView, viewReportRequests } from "./view-report-request.ts";

/**
 * Issues the reports of all that was released for the request, to the person who made it: a hit report of a hit, a lead notice of a
 * lead. What was issued before is not issued again, so that a call that broke off is simply made once more.
 * Errors: NOT_FOUND, CONFLICT (nothing released that has no report), and those of `issueReport`.
 */
export async function issueRequestedReports(
  deps: Parameters<typeof issueReport>[0],
  context: RequestContext,
  input: { requestId: string } & Pick<IssueReportInput, "language" | "audience">,
): Promise<ReportRequestView> {
  const request = await findOwnRequest(deps, context, input.requestId);
  const [before] = await viewReportRequests(deps, [request]);
  if (before!.state === "withdrawn") throw new RibinError("CONFLICT", "The request was withdrawn.");
  const released = before!.parts.filter(({ state }) => state === "released");
  if (released.length === 0) throw new RibinError("CONFLICT", "Nothing is released that has no report yet.");
  for (const { linkageId } of released) {
    const linkage = await findLinkage(deps.sql, linkageId);
    const kind = linkage?.state === "hit" ? "hit" : "lead";
    const { language, audience } = input;
    await issueReport(deps, context, { linkageId, kind, issuedTo: request.requestedBy, language, audience });
  }
  const [view] = await viewReportRequests(deps, [request]);
  return view!;
}
