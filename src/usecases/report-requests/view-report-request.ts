import { findPartState, findRequestState, type PartState, type RequestState } from "../../domain/report-request.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { ReportRequest } from "../../repositories/report-requests/report-requests.ts";
import { type AnsweredPart, listDisclosedParts } from "../../repositories/report-requests/request-parts.ts";
import type { Deps } from "../deps.ts";

export interface PartView
  extends Pick<AnsweredPart, "partId" | "askedState" | "linkageId" | "reason" | "answeredAt" | "reportId"> {
  readonly state: PartState;
}

export interface ReportRequestView extends ReportRequest {
  readonly state: RequestState;
  /** The states that are waited for. */
  readonly waitingFor: readonly StateCode[];
  /** What the person may know of; there may be more that nobody is told of. */
  readonly parts: readonly PartView[];
}

/** With how far they are, in their order. */
export async function viewReportRequests(
  deps: Pick<Deps, "sql" | "clock">,
  requests: readonly ReportRequest[],
): Promise<readonly ReportRequestView[]> {
  const now = deps.clock.now();
  const all = await listDisclosedParts(deps.sql, requests, now);
  return requests.map((request) => {
    const parts = all.filter(({ requestId }) => requestId === request.id).map(viewPart);
    const waiting = parts.filter(({ state }) => state === "waiting" || state === "more_asked");
    return {
      ...request,
      state: findRequestState(
        request,
        parts.map(({ state }) => state),
        now,
      ),
      waitingFor: [...new Set(waiting.map(({ askedState }) => askedState))].sort(),
      parts,
    };
  });
}

function viewPart(part: AnsweredPart): PartView {
  const { partId, askedState, linkageId, reason, answeredAt, reportId } = part;
  return { partId, askedState, linkageId, reason, answeredAt, reportId, state: findPartState(part) };
}
