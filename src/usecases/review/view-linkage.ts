import type { Actor } from "../../domain/permission.ts";
import type { LinkageState } from "../../domain/vocabulary.ts";
import type { Linkage } from "../../repositories/review/linkage-queue.ts";
import type { PairAccess } from "../access/describe-pair-access.ts";
import { isKnownUrgent, type SideView, viewSide } from "../access/view-side.ts";

/** Hours from recovery to a notified lead. */
const DUE_HOURS = 48;
const URGENT_DUE_HOURS = 24;

export interface LinkageView {
  readonly id: string;
  readonly state: LinkageState;
  readonly bestScore: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Hours since it was proposed. */
  readonly ageHours: number;
  /** One of the cases that the reader may read is of high profile. */
  readonly urgent: boolean;
  /** No examiner has looked at it within the time that the network sets itself (48 h, urgent 24 h). */
  readonly overdue: boolean;
  readonly sides: readonly [SideView, SideView];
  /** Whether the two states let the reader's state see the images of both sides. */
  readonly imagesPermitted: boolean;
}

export function viewLinkage(actor: Actor, linkage: Linkage, access: PairAccess, now: Date): LinkageView {
  const ageHours = (now.getTime() - linkage.createdAt.getTime()) / 3_600_000;
  const urgent = isKnownUrgent(actor, access.sides);
  return {
    id: linkage.id,
    state: linkage.state,
    bestScore: linkage.bestScore,
    version: linkage.version,
    createdAt: linkage.createdAt,
    updatedAt: linkage.updatedAt,
    ageHours: Math.round(ageHours * 10) / 10,
    urgent,
    overdue: linkage.state === "candidate" && ageHours > (urgent ? URGENT_DUE_HOURS : DUE_HOURS),
    sides: [viewSide(actor, access.sides[0]), viewSide(actor, access.sides[1])],
    imagesPermitted: access.images,
  };
}
