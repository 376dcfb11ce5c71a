import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import type { FieldProblem } from "../../domain/errors/field-problems.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import type { PartDecision } from "../../domain/report-request.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertAnswer } from "../../repositories/report-requests/request-answers.ts";
import { disclosePart, findPart, type RequestPart } from "../../repositories/report-requests/request-parts.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { createRelease } from "../sharing/create-release.ts";
import { assertOpen } from "./find-own-request.ts";
import { type RequestPartView, viewParts } from "./list-request-parts.ts";

export interface AnswerRequestInput {
  readonly partId: string;
  readonly decision: PartDecision;
  /** Of a refusal or a question. */
  readonly reason: string | null;
  /** Of a release: until when it holds. */
  readonly expiresAt: Date | null;
}

/**
 * The owner's answer: releases its case to the state that asks, for the purpose that was stated; refuses with a reason; or asks for more.
 * Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, CONFLICT (answered, withdrawn or expired; or more is asked where who asked may not
 * know that there is anything).
 */
export async function answerRequest(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: AnswerRequestInput,
): Promise<RequestPartView> {
  const part = await findPart(deps.sql, input.partId);
  if (part === null) {
    const unseen = { kind: "report_request_part" as const, id: input.partId };
    throw await refuseUnseen(deps, context, "report_request_part.read", unseen);
  }
  const target = { ownerStates: [part.ownerState] };
  const subject = { kind: "report_request_part" as const, id: part.id };
  await authorise(deps, context, "report_request_part.read", target, subject);
  await authorise(deps, context, "report_request.answer", target, subject);
  const now = deps.clock.now();
  assertOpen(part, now);
  assertFits(part, input);
  if (input.decision === "released") {
    const release = {
      caseId: part.caseId,
      toState: part.askingState,
      purpose: part.purpose,
      expiresAt: input.expiresAt!,
    };
    await createRelease(deps, context, release, async (tx, { id }) => {
      await disclosePart(tx, part, now);
      await write(tx, context, part, input, id, now);
    });
  } else await deps.sql.transaction((tx) => write(tx, context, part, input, null, now));
  const [view] = await viewParts(deps, [(await findPart(deps.sql, part.id))!]);
  return view!;
}

function assertFits(part: RequestPart, { decision, reason, expiresAt }: AnswerRequestInput): void {
  const wrong = (field: string, problem: FieldProblem, message: string) =>
    refuseField(field, { message, problem }, `${field}: ${message}.`);
  if (decision === "released" && expiresAt === null)
    throw wrong("expiresAt", "needs_end", "A release says until when it holds");
  if (decision === "released" && reason !== null)
    throw wrong("reason", "leave_out", "A release needs none; leave it out");
  if (decision !== "released" && expiresAt !== null)
    throw wrong("expiresAt", "leave_out", "Only a release has an end; leave it out");
  if (decision !== "released" && reason === null)
    throw wrong("reason", "needs_reason", "Say why, or what you need to know");
  if (decision === "more_asked" && !part.disclosed) {
    throw new RibinError(
      "CONFLICT",
      "Who asks may not know that there is anything to ask about; release it, refuse it, or call the other state's coordinator.",
    );
  }
}

async function write(
  tx: SqlExecutor,
  context: RequestContext,
  part: RequestPart,
  { decision, reason }: AnswerRequestInput,
  releaseId: string | null,
  at: Date,
): Promise<void> {
  const { id: partId, requestId, ownerState, askingState } = part;
  const row = { partId, requestId, ownerState, askingState, decision, reason, releaseId };
  if (!(await insertAnswer(tx, { ...row, id: uuidv7(), answeredBy: context.actor.id, createdAt: at }))) {
    throw new RibinError("CONFLICT", "The request was released or refused before.");
  }
  const told = part.disclosed || decision === "released";
  await insertAuditEvent(tx, context, {
    at,
    action: "report_request.answered",
    targetKind: "report_request",
    targetId: requestId,
    ownerStates: told ? [ownerState, askingState] : [ownerState],
    detail: { partId, decision, told, ...(releaseId === null ? {} : { releaseId }) },
  });
}
