import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { can, type Target } from "../../domain/permission.ts";
import type { Action } from "../../domain/permission-actions.ts";
import { type GroupMember, type GroupReader, listMembers } from "../../repositories/groups/firearm-groups.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";

export function readerOf({ actor }: RequestContext, now: Date): GroupReader {
  return { viewer: actor.state, everybody: can(actor, "firearm_group.read", { ownerStates: [] }), now };
}

/**
 * A group with the members that the actor may be shown, after the check that the actor may do `action` to it. A group in which the actor's
 * state has no exhibit is not found. Errors: NOT_FOUND, FORBIDDEN.
 */
export async function findReadableGroup(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
  action: Action = "firearm_group.read",
): Promise<{ members: readonly GroupMember[]; reader: GroupReader; target: Target }> {
  const reader = readerOf(context, deps.clock.now());
  const members = await listMembers(deps.sql, reader, id);
  if (members.length === 0) throw new RibinError("NOT_FOUND");
  const target = { ownerStates: [...new Set(members.map((member) => member.state))] };
  const subject = { kind: "firearm_group" as const, id };
  await authorise(deps, context, "firearm_group.read", target, subject);
  if (action !== "firearm_group.read") await authorise(deps, context, action, target, subject);
  return { members, reader, target };
}
