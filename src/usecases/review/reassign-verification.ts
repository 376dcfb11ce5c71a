import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Assignment } from "../../repositories/review/assignments.ts";
import { findConcludingState, listConclusions } from "../../repositories/review/conclusions.ts";
import { listReviews } from "../../repositories/review/reviews.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { assertReasons } from "./assert-reasons.ts";
import { assignExaminer, listSeeingStates } from "./assign-examiner.ts";
import { findReadableAssignment, holdOpenAssignment } from "./find-open-assignment.ts";

/**
 * A coordinator has the system ask somebody else; whom, the rules say. A coordinator who reviewed or concluded has no hand in it. Errors:
 * NOT_FOUND, FORBIDDEN, SAME_EXAMINER, VALIDATION_FAILED (reason), CONFLICT (answered, or replaced).
 */
export async function reassignVerification(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly assignmentId: string; readonly reason: string },
): Promise<Assignment> {
  const { assignment, linkage, access } = await findReadableAssignment(deps, context, input.assignmentId);
  await authorise(deps, context, "verification.reassign", access.target, { kind: "linkage", id: linkage.id });
  const decided = [...(await listReviews(deps.sql, linkage.id)), ...(await listConclusions(deps.sql, linkage.id))];
  if (decided.some((row) => row.accountId === context.actor.id)) {
    throw new RibinError("SAME_EXAMINER", "You decided about this linkage; another coordinator has it assigned anew.");
  }
  const reason = assertReasons(input.reason, "reason");
  const than = await findConcludingState(deps.sql, linkage.id);
  const preferred = await listSeeingStates(deps, context, linkage, than);
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    await holdOpenAssignment(tx, assignment);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "verification.reassigned",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: access.target.ownerStates,
      detail: { assignmentId: assignment.id, part: assignment.part },
    });
    const asked = { linkage, preferred, part: assignment.part, cause: "reassigned", replaces: assignment.id } as const;
    return assignExaminer(tx, context, { ...asked, reason, relieved: assignment.accountId, now });
  });
}
