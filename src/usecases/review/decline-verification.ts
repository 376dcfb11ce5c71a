import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Assignment } from "../../repositories/review/assignments.ts";
import { findConcludingState } from "../../repositories/review/conclusions.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { assertReasons } from "./assert-reasons.ts";
import { assignExaminer, listSeeingStates } from "./assign-examiner.ts";
import { findReadableAssignment, holdOpenAssignment } from "./find-open-assignment.ts";

/**
 * Who was asked to verify, or to be the third, says why not; the system asks the next. Errors: NOT_FOUND, FORBIDDEN, VERIFIER_NOT_ASSIGNED,
 * VALIDATION_FAILED (reason), CONFLICT (answered, or replaced).
 */
export async function declineVerification(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly assignmentId: string; readonly reason: string },
): Promise<Assignment> {
  const { assignment, linkage, access } = await findReadableAssignment(deps, context, input.assignmentId);
  await authorise(deps, context, "verification.decline", access.target, { kind: "linkage", id: linkage.id });
  if (assignment.accountId !== context.actor.id) throw new RibinError("VERIFIER_NOT_ASSIGNED");
  const reason = assertReasons(input.reason, "reason");
  const preferred = await listSeeingStates(deps, context, linkage, await findConcludingState(deps.sql, linkage.id));
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    await holdOpenAssignment(tx, assignment);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "verification.declined",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: access.target.ownerStates,
      detail: { assignmentId: assignment.id, part: assignment.part },
    });
    const asked = { linkage, preferred, part: assignment.part, cause: "declined", replaces: assignment.id } as const;
    return assignExaminer(tx, context, { ...asked, reason, relieved: assignment.accountId, now });
  });
}
