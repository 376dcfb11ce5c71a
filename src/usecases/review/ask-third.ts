import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { type Assignment, findAssignment } from "../../repositories/review/assignments.ts";
import { findConcludingState, listConclusions } from "../../repositories/review/conclusions.ts";
import { lockLinkageAsItIs } from "../../repositories/review/linkage-queue.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { listTheTwo } from "./assert-may-conclude.ts";
import { assertReasons } from "./assert-reasons.ts";
import { assignExaminer, listSeeingStates } from "./assign-examiner.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";

/**
 * One of the two who disagree, or a coordinator, asks for a third examiner; the system says whom. Errors: NOT_FOUND, FORBIDDEN,
 * VALIDATION_FAILED (reason), CONFLICT (no consultation, or one is asked already).
 */
export async function askThird(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly linkageId: string; readonly reason: string },
): Promise<Assignment> {
  const { linkage: read, access } = await findReadableLinkage(deps, context, input.linkageId);
  const subject = { kind: "linkage" as const, id: read.id };
  await authorise(deps, context, "consultation.ask_third", access.target, subject);
  const reason = assertReasons(input.reason, "reason");
  const than = await findConcludingState(deps.sql, read.id);
  const preferred = await listSeeingStates(deps, context, read, than);
  return deps.sql.transaction(async (tx) => {
    const linkage = await lockLinkageAsItIs(tx, read.id);
    if (linkage.state !== "consultation") {
      throw new RibinError("CONFLICT", "No consultation is held about this linkage.");
    }
    const coordinates = context.actor.roles.some((role) => role.endsWith("coordinator"));
    const two = listTheTwo(await listConclusions(tx, linkage.id));
    if (!coordinates && !two.includes(context.actor.id)) throw new RibinError("VERIFIER_NOT_ASSIGNED");
    if ((await findAssignment(tx, linkage.id, "third"))?.open) {
      throw new RibinError("CONFLICT", "A third examiner is asked already.");
    }
    const asked = { linkage, preferred, part: "third", cause: "consultation", replaces: null } as const;
    return assignExaminer(tx, context, { ...asked, reason, now: deps.clock.now() });
  });
}
