import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { refuseField } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listGroupStates } from "../../repositories/groups/firearm-groups.ts";
import { insertSplit } from "../../repositories/groups/merges-and-splits.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { findReadableGroup } from "./find-readable-group.ts";

/**
 * An examiner says that some of a group's exhibits are not of its firearm. Nothing changes until another examiner approves. Errors: NOT_FOUND,
 * FORBIDDEN, VALIDATION_FAILED (members, reason).
 */
export async function proposeSplit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly groupId: string; readonly memberIds: readonly string[]; readonly reason: string },
): Promise<{ readonly id: string }> {
  const { groupId } = input;
  const { members } = await findReadableGroup(deps, context, groupId, "firearm_group.split");
  const named = members.filter((member) => input.memberIds.includes(member.memberId));
  if (named.length !== new Set(input.memberIds).size || named.length === members.length) {
    const message = "Name members of the group, and not all of them.";
    throw refuseField("memberIds", { message, problem: "some_members" });
  }
  const reason = assertReasons(input.reason, "reason");
  const split = { id: uuidv7(), groupId, exhibits: named.map((member) => member.exhibitId), reason };
  const createdAt = deps.clock.now();
  const proposedState = requireState(context.actor);
  const ownerStates = await listGroupStates(deps.sql, groupId);
  await deps.sql.transaction(async (tx) => {
    await insertSplit(tx, { ...split, proposedBy: context.actor.id, proposedState, createdAt });
    await insertAuditEvent(tx, context, {
      at: createdAt,
      action: "firearm_group.split_proposed",
      targetKind: "firearm_group",
      targetId: groupId,
      ownerStates,
      detail: { splitId: split.id, members: named.length },
    });
  });
  return { id: split.id };
}
