/** What who asked says after asking: a reply to an owner's question, or that the request is withdrawn. */
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertRequestWords } from "../../repositories/report-requests/report-requests.ts";
import { listDisclosedParts } from "../../repositories/report-requests/request-parts.ts";
import type { Deps } from "../deps.ts";
import { assertOpen, findOwnRequest } from "./find-own-request.ts";
import { type ReportRequestView, viewReportRequests } from "./view-report-request.ts";

/** Errors: NOT_FOUND (also of a part that the person may not know of), CONFLICT (nothing was asked, withdrawn or expired). */
export async function replyToQuestion(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { requestId: string; partId: string; words: string },
): Promise<ReportRequestView> {
  const request = await findOwnRequest(deps, context, input.requestId);
  const now = deps.clock.now();
  const part = (await listDisclosedParts(deps.sql, [request], now)).find(({ partId }) => partId === input.partId);
  if (part === undefined) throw new RibinError("NOT_FOUND");
  assertOpen(request, now);
  if (part.decision !== "more_asked")
    throw new RibinError("CONFLICT", "The other state asked nothing, or has decided.");
  await deps.sql.transaction(async (tx) => {
    const base = { requestId: request.id, partId: part.partId, ownerState: request.ownerState, words: input.words };
    await insertRequestWords(tx, { ...base, id: uuidv7(), kind: "reply", saidBy: context.actor.id, createdAt: now });
    await insertAuditEvent(tx, context, {
      at: now,
      action: "report_request.replied",
      targetKind: "report_request",
      targetId: request.id,
      ownerStates: [request.ownerState, part.askedState],
      detail: { partId: part.partId, askedState: part.askedState },
    });
  });
  const [view] = await viewReportRequests(deps, [request]);
  return view!;
}

/** Nobody is to answer any more; a release that was given stays until its owner ends it. Errors: NOT_FOUND, CONFLICT. */
export async function withdrawReportRequest(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { requestId: string; reason: string },
): Promise<ReportRequestView> {
  const request = await findOwnRequest(deps, context, input.requestId);
  const now = deps.clock.now();
  assertOpen(request, now);
  await deps.sql.transaction(async (tx) => {
    const base = { requestId: request.id, partId: null, ownerState: request.ownerState, words: input.reason };
    const said = { ...base, id: uuidv7(), kind: "withdrawal" as const, saidBy: context.actor.id, createdAt: now };
    if (!(await insertRequestWords(tx, said))) throw new RibinError("CONFLICT", "The request was withdrawn.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "report_request.withdrawn",
      targetKind: "report_request",
      targetId: request.id,
      ownerStates: [request.ownerState],
    });
  });
  const [view] = await viewReportRequests(deps, [{ ...request, withdrawnAt: now }]);
  return view!;
}
