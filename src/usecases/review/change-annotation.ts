import { v7 as uuidv7 } from "uuid";
import { type AnnotationShape, findShapeError } from "../../domain/annotation.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { isUniqueViolation } from "../../repositories/is-unique-violation.ts";
import { type Annotation, insertAnnotation, listAnnotations } from "../../repositories/review/annotations.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { assertReasons } from "./assert-reasons.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { unmaskPair } from "./unmask.ts";

export interface ChangeAnnotationInput {
  readonly linkageId: string;
  readonly annotationId: string;
  /** What stands instead; null: nothing, it is withdrawn. */
  readonly content: { readonly shape: AnnotationShape; readonly text: string } | null;
  readonly reason: string;
}

/**
 * Corrects or withdraws what the actor drew, by a record that names the old one, which is kept. Errors: NOT_FOUND (also what somebody else
 * drew), FORBIDDEN, EXAMINATION_NOT_DOCUMENTED, RECORD_REMOVED, VALIDATION_FAILED (shape, reason), CONFLICT (corrected or withdrawn already).
 */
export async function changeAnnotation(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  { linkageId, annotationId, content, reason: given }: ChangeAnnotationInput,
): Promise<Annotation> {
  const { access } = await findReadableLinkage(deps, context, linkageId);
  await authorise(deps, context, "annotation.draw", access.target, { kind: "linkage", id: linkageId });
  await unmaskPair(deps, context, access);
  const reason = assertReasons(given, "reason");
  const own = await listAnnotations(deps.sql, linkageId, context.actor.id);
  const old = own.find((row) => row.id === annotationId);
  if (old === undefined) throw new RibinError("NOT_FOUND", "You drew no such annotation on these marks.");
  if (old.act === "withdrawn" || own.some((row) => row.replaces === old.id)) throw refuseReplaced();
  const wrong = content === null ? null : findShapeError(content.shape, old.unit);
  if (wrong !== null) throw refuseField("shape", wrong);
  const row: Annotation = {
    ...old,
    id: uuidv7(),
    act: content === null ? "withdrawn" : "corrected",
    replaces: old.id,
    shape: content?.shape ?? null,
    text: content?.text ?? null,
    reason,
    createdAt: deps.clock.now(),
  };
  try {
    await deps.sql.transaction(async (tx) => {
      await insertAnnotation(tx, row);
      await insertAuditEvent(tx, context, {
        at: row.createdAt,
        action: content === null ? "annotation.withdrawn" : "annotation.corrected",
        targetKind: "linkage",
        targetId: linkageId,
        ownerStates: access.target.ownerStates,
        detail: { annotationId: row.id, replaces: old.id },
      });
    });
  } catch (error) {
    if (isUniqueViolation(error, "annotations_replaces_key")) throw refuseReplaced();
    throw error;
  }
  return row;
}

function refuseReplaced(): RibinError {
  return new RibinError("CONFLICT", "This annotation was corrected or withdrawn already; read the list again.");
}
