import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { type FieldError, RibinError } from "../../domain/errors.ts";
import type { TraceOutcomeCode } from "../../domain/intelligence/firearm.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  insertTraceOutcome,
  listTraceOutcomes,
  type TraceOutcome,
  type TraceRequest,
} from "../../repositories/intelligence/trace-requests.ts";
import type { Deps } from "../deps.ts";
import { findOwnTraceRequest } from "./find-own-trace-request.ts";
import { assertChain, refuseFields } from "./refuse-fields.ts";

export interface RecordTraceOutcomeInput {
  readonly traceRequestId: string;
  readonly outcome: TraceOutcomeCode;
  readonly reference: string | null;
  readonly divertedIn: string | null;
  readonly answeredOn: string;
  readonly note: string | null;
  readonly corrects: string | null;
  readonly correctionReason: string | null;
}

/**
 * Records what a request to trace a firearm came to. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED naming the fields, CONFLICT (another
 * outcome stands).
 */
export async function recordTraceOutcome(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RecordTraceOutcomeInput,
): Promise<TraceOutcome> {
  const request = await findOwnTraceRequest(deps, context, input.traceRequestId, "trace.record");
  const now = deps.clock.now();
  refuseFields(findErrors(input, request, now.toISOString().slice(0, 10)));
  return deps.sql.transaction(async (tx) => {
    assertChain((await listTraceOutcomes(tx, [request.id])).at(-1), input);
    const id = uuidv7();
    const outcome = { ...input, id, ownerState: request.ownerState, recordedBy: context.actor.id, recordedAt: now };
    if (!(await insertTraceOutcome(tx, outcome))) {
      throw new RibinError("CONFLICT", "Another outcome was recorded meanwhile; read it, and correct that one.");
    }
    await insertAuditEvent(tx, context, {
      at: now,
      action: input.corrects === null ? "trace.answered" : "trace.corrected",
      targetKind: "exhibit",
      targetId: request.exhibitId,
      ownerStates: [request.ownerState],
      detail: { traceRequestId: request.id, outcomeId: id, outcome: input.outcome },
    });
    return outcome;
  });
}

function findErrors(input: RecordTraceOutcomeInput, request: TraceRequest, today: string): FieldError[] {
  const errors: FieldError[] = [];
  if (input.answeredOn > today) {
    errors.push({
      field: "answeredOn",
      message: "It lies in the future; record what was answered",
      problem: "in_future",
    });
  }
  if (input.answeredOn < request.requestedOn) {
    errors.push({
      field: "answeredOn",
      message: "It lies before the request; give the day of the answer",
      problem: "before_request",
    });
  }
  const known = input.outcome === "traced" || input.outcome === "established";
  if (input.divertedIn !== null && !known) {
    errors.push({
      field: "divertedIn",
      message: 'It is known only where the outcome is "traced" or "established"',
      problem: "leave_out",
    });
  }
  if (input.outcome === "traced" && request.addressee === "competent authority") {
    errors.push({ field: "outcome", message: 'A competent authority establishes an origin: "established"' });
  }
  if (input.outcome === "established" && request.addressee !== "competent authority") {
    errors.push({ field: "outcome", message: `${request.addressee} traces: "traced"` });
  }
  return errors;
}
