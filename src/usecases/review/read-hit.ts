import type { RequestContext } from "../../domain/context.ts";
import { findGroupsOfExhibits } from "../../repositories/groups/firearm-groups.ts";
import { findHit, type Hit } from "../../repositories/review/hits.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { describePairAccess } from "../access/describe-pair-access.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { readerOf } from "../groups/find-readable-group.ts";
import { type HitView, viewHit } from "./view-hit.ts";

export interface ReadHitView extends HitView {
  readonly firearmGroupId: string | null;
}

/** Errors: NOT_FOUND, FORBIDDEN. */
export async function readHit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<ReadHitView> {
  const hit = await findHit(deps.sql, input.id);
  if (hit === null) {
    throw await refuseUnseen(deps, context, "hit.read", { kind: "hit", id: input.id });
  }
  const access = await describePairAccess(deps, context, hit);
  const subject = { kind: "hit" as const, id: hit.id };
  await authorise(deps, context, "hit.read", access.target, subject);
  await recordForeignRead(deps, context, "hit.read", access.target, subject);
  return { ...viewHit(context.actor, hit, access), firearmGroupId: await findGroup(deps, context, hit) };
}

/** Of either exhibit: the other state's may leave its state by release only. Who may read a hit may read firearm groups. */
async function findGroup(deps: Pick<Deps, "sql" | "clock">, context: RequestContext, hit: Hit): Promise<string | null> {
  if (hit.withdrawnAt !== null) return null;
  const reader = readerOf(context, deps.clock.now());
  const groups = await findGroupsOfExhibits(deps.sql, reader, [hit.exhibitA, hit.exhibitB]);
  return groups.get(hit.exhibitA) ?? groups.get(hit.exhibitB) ?? null;
}
