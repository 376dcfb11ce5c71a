import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listGroupStates } from "../../repositories/groups/firearm-groups.ts";
import { findSplit, insertSplitDecision } from "../../repositories/groups/merges-and-splits.ts";
import { listCredentialIssuers } from "../../repositories/people/invitations.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { findReadableGroup } from "./find-readable-group.ts";

/**
 * A second examiner approves a split, which cuts the links between the two parts, or refuses it. Errors: NOT_FOUND, FORBIDDEN, SAME_EXAMINER (or
 * one of the two issued the other's sign-in), VALIDATION_FAILED, CONFLICT (decided before, or the group changed since).
 */
export async function decideSplit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly splitId: string; readonly approved: boolean; readonly reason: string },
): Promise<void> {
  const split = await findSplit(deps.sql, input.splitId);
  if (split === null) throw new RibinError("NOT_FOUND");
  const { members } = await findReadableGroup(deps, context, split.groupId, "firearm_group.split");
  const me = context.actor.id;
  const issuers = await listCredentialIssuers(deps.sql, [me, split.proposedBy]);
  if (split.proposedBy === me || issuers.get(me)?.has(split.proposedBy) || issuers.get(split.proposedBy)?.has(me)) {
    throw new RibinError("SAME_EXAMINER", "A split takes two people: another examiner decides about it.");
  }
  const reason = assertReasons(input.reason, "reason");
  const shown = new Set(members.map((member) => member.exhibitId));
  if (input.approved && !split.exhibits.every((id) => shown.has(id))) {
    throw new RibinError("CONFLICT", "The group changed since, or you are not shown all of what is to leave it.");
  }
  const decidedState = requireState(context.actor);
  const now = deps.clock.now();
  const ownerStates = await listGroupStates(deps.sql, split.groupId);
  await deps.sql.transaction(async (tx) => {
    const decision = { splitId: split.id, approved: input.approved, reason, decidedBy: me, decidedState };
    if (!(await insertSplitDecision(tx, { ...decision, createdAt: now }))) {
      throw new RibinError("CONFLICT", "The split was decided before.");
    }
    await insertAuditEvent(tx, context, {
      at: now,
      action: input.approved ? "firearm_group.split" : "firearm_group.split_refused",
      targetKind: "firearm_group",
      targetId: split.groupId,
      ownerStates,
      detail: { splitId: split.id },
    });
  });
}
