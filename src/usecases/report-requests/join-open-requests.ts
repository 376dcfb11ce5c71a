import { type RequestContext, SYSTEM_ACTOR } from "../../domain/context.ts";
import type { NoticeEvent } from "../../domain/notices/plan-notice.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  findReportRequest,
  listOpenRequestsOf,
  type ReportRequest,
} from "../../repositories/report-requests/report-requests.ts";
import { discloseHits, insertParts } from "../../repositories/report-requests/request-parts.ts";

/**
 * Asks the owners: when a request was made, and when a lead or hit of its case comes while it is open. Who asked waits for none of
 * this and is told nothing by how long it takes.
 */
export async function joinOpenRequests(tx: SqlExecutor, event: NoticeEvent, now: Date): Promise<void> {
  for (const request of await findConcerned(tx, event, now)) await askOwners(tx, event, request, now);
}

async function findConcerned(tx: SqlExecutor, event: NoticeEvent, now: Date): Promise<readonly ReportRequest[]> {
  if (event.action === "report_request.created") {
    const request = await findReportRequest(tx, event.targetId);
    return request === null || request.withdrawnAt !== null ? [] : [request];
  }
  if (event.action === "linkage.reviewed") return listOpenRequestsOf(tx, event.targetId, now);
  const linkageId = event.detail.linkageId;
  if (event.action === "hit.confirmed" && typeof linkageId === "string") return listOpenRequestsOf(tx, linkageId, now);
  return [];
}

async function askOwners(tx: SqlExecutor, event: NoticeEvent, request: ReportRequest, now: Date): Promise<void> {
  const context: RequestContext = { actor: SYSTEM_ACTOR, requestId: event.requestId };
  const made = await insertParts(tx, request, now);
  const disclosed = new Set(await discloseHits(tx, request, now));
  for (const { partId, askedState } of made) {
    await insertAuditEvent(tx, context, {
      at: now,
      action: "report_request.asked",
      targetKind: "report_request",
      targetId: request.id,
      // The asking state's own trail would tell it that there is something it may not know of.
      ownerStates: disclosed.has(partId) ? [askedState, request.ownerState] : [askedState],
      detail: { partId, askedState },
    });
  }
}
