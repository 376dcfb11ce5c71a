import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { findExhibitSides } from "../../repositories/evidence/exhibit-sides.ts";
import {
  type GroupHit,
  type GroupRecord,
  listGroupHits,
  listGroupRecords,
} from "../../repositories/groups/firearm-groups.ts";
import { type DecidedSplit, listSplits } from "../../repositories/groups/merges-and-splits.ts";
import { recordForeignRead } from "../access/authorise.ts";
import { type SideView, viewSide } from "../access/view-side.ts";
import type { Deps } from "../deps.ts";
import { findReadableGroup } from "./find-readable-group.ts";

export interface GroupMemberView {
  readonly memberId: string;
  readonly joinedAt: Date;
  readonly side: SideView;
}

export interface SplitView extends Omit<DecidedSplit, "exhibits" | "groupId"> {
  /** Those of them that are still in the group and that the reader may be shown. */
  readonly memberIds: readonly string[];
}

export interface FirearmGroupView {
  readonly id: string;
  readonly states: readonly StateCode[];
  readonly members: readonly GroupMemberView[];
  readonly hits: readonly GroupHit[];
  readonly records: readonly Omit<GroupRecord, "exhibitId">[];
  readonly splits: readonly SplitView[];
}

/** A firearm's exhibits, hits and history as far as the reader's state may see them. Errors: NOT_FOUND, FORBIDDEN. */
export async function readFirearmGroup(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string },
): Promise<FirearmGroupView> {
  const { id } = input;
  const { members, reader, target } = await findReadableGroup(deps, context, id);
  await recordForeignRead(deps, context, "firearm_group.read", target, { kind: "firearm_group", id });
  const exhibits = members.map((member) => member.exhibitId);
  const sides = await findExhibitSides(deps.sql, exhibits, context.actor.state, reader.now);
  const memberOf = new Map(members.map((member) => [member.exhibitId, member.memberId]));
  return {
    id,
    states: [...target.ownerStates].sort(),
    members: members.flatMap(({ memberId, joinedAt, exhibitId }) => {
      const side = sides.get(exhibitId);
      return side === undefined ? [] : [{ memberId, joinedAt, side: viewSide(context.actor, side) }];
    }),
    hits: await listGroupHits(deps.sql, reader, id),
    records: (await listGroupRecords(deps.sql, reader, id)).map(({ exhibitId: _exhibit, ...record }) => record),
    splits: (await listSplits(deps.sql, id)).map(({ exhibits: named, groupId: _group, ...split }) => ({
      ...split,
      memberIds: named.flatMap((exhibit) => memberOf.get(exhibit) ?? []),
    })),
  };
}
