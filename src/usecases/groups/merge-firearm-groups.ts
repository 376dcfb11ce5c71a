import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findGroupOfExhibit, type GroupMember, listGroupStates } from "../../repositories/groups/firearm-groups.ts";
import { insertMerge } from "../../repositories/groups/merges-and-splits.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { findReadableGroup } from "./find-readable-group.ts";

/**
 * Makes one group of two that are of one firearm, where no hit says so: an examiner of a state that has an exhibit in both says why. Gives the
 * group that goes on. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, CONFLICT (they are one already).
 */
export async function mergeFirearmGroups(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly groupId: string; readonly otherGroupId: string; readonly reason: string },
): Promise<{ readonly id: string }> {
  const one = await findReadableGroup(deps, context, input.groupId, "firearm_group.merge");
  const other = await findReadableGroup(deps, context, input.otherGroupId, "firearm_group.merge");
  if (input.groupId === input.otherGroupId) throw new RibinError("CONFLICT", "The two are one group.");
  const state = requireState(context.actor);
  const own = (members: readonly GroupMember[]) => members.find((member) => member.state === state);
  const [a, b] = [own(one.members), own(other.members)];
  if (a === undefined || b === undefined) throw new RibinError("NOT_FOUND");
  const reason = assertReasons(input.reason, "reason");
  const now = deps.clock.now();
  const ownerStates = [
    ...new Set([
      ...(await listGroupStates(deps.sql, input.groupId)),
      ...(await listGroupStates(deps.sql, input.otherGroupId)),
    ]),
  ].sort();
  const merge = { id: uuidv7(), exhibitA: a.exhibitId, exhibitB: b.exhibitId, state, reason, createdAt: now };
  return deps.sql.transaction(async (tx) => {
    await insertMerge(tx, { ...merge, mergedBy: context.actor.id });
    const id = await findGroupOfExhibit(tx, one.reader, a.exhibitId);
    if (id === null) throw new RibinError("NOT_FOUND");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "firearm_group.merged",
      targetKind: "firearm_group",
      targetId: id,
      ownerStates,
      detail: { mergeId: merge.id, groups: [input.groupId, input.otherGroupId] },
    });
    return { id };
  });
}
