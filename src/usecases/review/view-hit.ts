import type { Actor } from "../../domain/permission.ts";
import type { Hit } from "../../repositories/review/hits.ts";
import type { PairAccess } from "../access/describe-pair-access.ts";
import { type SideView, viewSide } from "../access/view-side.ts";

export interface HitView {
  readonly id: string;
  readonly linkageId: string;
  readonly linksNewCases: boolean;
  readonly confirmedBy: string;
  readonly createdAt: Date;
  readonly sides: readonly [SideView, SideView];
}

export function viewHit(actor: Actor, hit: Hit, access: PairAccess): HitView {
  return {
    id: hit.id,
    linkageId: hit.linkageId,
    linksNewCases: hit.linksNewCases,
    confirmedBy: hit.confirmedBy,
    createdAt: hit.createdAt,
    sides: [viewSide(actor, access.sides[0]), viewSide(actor, access.sides[1])],
  };
}
