import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { findReportRequest, type ReportRequest } from "../../repositories/report-requests/report-requests.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/** Of the person who made it, or a national coordinator of the same state. Errors: NOT_FOUND. */
export async function findOwnRequest(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<ReportRequest> {
  const request = await findReportRequest(deps.sql, id);
  if (request === null)
    throw await refuseUnseen(deps, context, "report_request.read", { kind: "report_request", id: id });
  const target = { ownerStates: [request.ownerState], issuedTo: request.requestedBy };
  await authorise(deps, context, "report_request.read", target, { kind: "report_request", id });
  return request;
}

/** Errors: CONFLICT. */
export function assertOpen(request: { withdrawnAt: Date | null; expiresAt: Date }, now: Date): void {
  if (request.withdrawnAt !== null) throw new RibinError("CONFLICT", "The request was withdrawn.");
  if (request.expiresAt <= now) throw new RibinError("CONFLICT", "The request has expired; it is made anew.");
}
