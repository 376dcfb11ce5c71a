import type { TraceOutcome, TraceRequest } from "../../repositories/intelligence/trace-requests.ts";

export interface TraceRequestView extends TraceRequest {
  /** Oldest first; the last stands. */
  readonly outcomes: readonly TraceOutcome[];
}

export function viewTraceRequest(request: TraceRequest, outcomes: readonly TraceOutcome[]): TraceRequestView {
  return { ...request, outcomes: outcomes.filter((outcome) => outcome.traceRequestId === request.id) };
}
