import { findLeadDue } from "../../domain/clock/lead-clock.ts";
import type { Actor } from "../../domain/permission.ts";
import type { LinkageState } from "../../domain/vocabulary.ts";
import type { LinkageClock } from "../../repositories/clocks/linkage-clocks.ts";
import type { ExhibitSide } from "../../repositories/evidence/exhibit-sides.ts";
import type { Linkage } from "../../repositories/review/linkage-queue.ts";
import type { PairAccess } from "../access/describe-pair-access.ts";
import { isKnownUrgent, type SideView, viewSide } from "../access/view-side.ts";

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
  /**
   * When a lead is to be made of it, or it is to be ruled out: by the clock of the reader's state, from the recovery of its own exhibit;
   * null once it was reviewed.
   */
  readonly dueAt: Date | null;
  /** No examiner has reviewed it within the time that the network sets itself (48 h, urgent 24 h). */
  readonly overdue: boolean;
  readonly sides: readonly [SideView, SideView];
  /** Whether the two states let the reader's state see the images of both sides. */
  readonly imagesPermitted: boolean;
  /** The exhibit that the reader documents before the comparison and the cases' facts are shown; null: nothing is asked. */
  readonly toExamine: string | null;
}

/** `clock`: of the reader's state; without one (a reader of neither state) the time since the proposal counts. */
export function viewLinkage(
  actor: Actor,
  linkage: Linkage,
  access: PairAccess,
  now: Date,
  clock: LinkageClock | null = null,
  toExamine: string | null = null,
): LinkageView {
  const masked = toExamine !== null;
  const ageHours = (now.getTime() - linkage.createdAt.getTime()) / 3_600_000;
  const urgent = isKnownUrgent(actor, access.sides) || clock?.urgent === true;
  const runs = linkage.state === "candidate";
  const dueAt = runs ? findLeadDue(clock?.startedAt ?? linkage.createdAt, urgent) : null;
  return {
    id: linkage.id,
    state: linkage.state,
    bestScore: linkage.bestScore,
    version: linkage.version,
    createdAt: linkage.createdAt,
    updatedAt: linkage.updatedAt,
    ageHours: Math.round(ageHours * 10) / 10,
    urgent,
    dueAt,
    overdue: dueAt !== null && dueAt < now,
    sides: [viewMasked(actor, access.sides[0], masked), viewMasked(actor, access.sides[1], masked)],
    imagesPermitted: access.images,
    toExamine,
  };
}

/** A side without the facts of its case, while they could still lead who is to look at the exhibit by itself. */
export function viewMasked(actor: Actor, side: ExhibitSide, masked: boolean): SideView {
  const view = viewSide(actor, side);
  return masked ? { ...view, caseFacts: null } : view;
}
