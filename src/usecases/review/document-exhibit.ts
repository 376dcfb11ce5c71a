import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { type ExaminationContent, findExaminationErrors } from "../../domain/examination.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Examination, insertExamination } from "../../repositories/review/examinations.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";

/**
 * What the actor sees on an exhibit of the own state by itself, before a comparison of it is shown; afterwards it is a record too, marked as
 * made after. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED naming the fields.
 */
export async function documentExhibit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ExaminationContent & { readonly exhibitId: string },
): Promise<Examination> {
  const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
  await authorise(deps, context, "exhibit.examine", target, { kind: "exhibit", id: found.id });
  const errors = findExaminationErrors(input, found.type);
  if (errors.length > 0) throw new RibinError("VALIDATION_FAILED", errors[0]?.message, { errors });
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const examination = await insertExamination(tx, {
      ...input,
      id: uuidv7(),
      ownerState: found.ownerState,
      accountId: context.actor.id,
      createdAt: now,
    });
    await insertAuditEvent(tx, context, {
      at: now,
      action: "exhibit.examined",
      targetKind: "exhibit",
      targetId: found.id,
      ownerStates: [found.ownerState],
      // Not what was seen: the trail is read by people who are to look for themselves.
      detail: { examinationId: examination.id, afterUnmasking: examination.afterUnmasking },
    });
    return examination;
  });
}
