import { v7 as uuidv7 } from "uuid";
import {
  type AnnotationShape,
  type AnnotationSide,
  findShapeError,
  MOST_ANNOTATIONS,
} from "../../domain/annotation.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Annotation, insertAnnotation, listAnnotations } from "../../repositories/review/annotations.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { findDrawnOn } from "./find-drawn-on.ts";

export interface DrawAnnotationInput {
  readonly linkageId: string;
  readonly candidateId: string;
  readonly comparisonId: string;
  readonly side: AnnotationSide;
  readonly shape: AnnotationShape;
  readonly text: string;
}

/**
 * Records what an examiner drew on one mark of a comparison. Errors: NOT_FOUND, FORBIDDEN, EXAMINATION_NOT_DOCUMENTED, RECORD_REMOVED, VALIDATION_FAILED
 * (candidateId, comparisonId, shape), CONFLICT (too many).
 */
export async function drawAnnotation(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: DrawAnnotationInput,
): Promise<Annotation> {
  const { linkage, candidate, target } = await findDrawnOn(deps, context, input);
  const unit = candidate.scaleKnown ? "metre" : "point";
  const wrong = findShapeError(input.shape, unit);
  if (wrong !== null) throw refuseField("shape", wrong);
  const row: Annotation = {
    id: uuidv7(),
    linkageId: linkage.id,
    stateA: linkage.stateA,
    stateB: linkage.stateB,
    candidateId: candidate.id,
    comparisonId: input.comparisonId,
    side: input.side,
    acquisitionId: input.side === "a" ? candidate.acquisitionA : candidate.acquisitionB,
    act: "drawn",
    replaces: null,
    accountId: context.actor.id,
    accountState: requireState(context.actor),
    shape: input.shape,
    unit,
    text: input.text,
    reason: null,
    createdAt: deps.clock.now(),
  };
  await deps.sql.transaction(async (tx) => {
    if ((await listAnnotations(tx, linkage.id, row.accountId)).length >= MOST_ANNOTATIONS)
      throw new RibinError(
        "CONFLICT",
        `You recorded ${MOST_ANNOTATIONS} annotations of this linkage, which is the most.`,
      );
    await insertAnnotation(tx, row);
    await insertAuditEvent(tx, context, {
      at: row.createdAt,
      action: "annotation.drawn",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: target.ownerStates,
      // Not what was drawn: the trail is read by people who are to verify blind.
      detail: { annotationId: row.id },
    });
  });
  return row;
}
