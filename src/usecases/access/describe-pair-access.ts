import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Actor, Target } from "../../domain/permission.ts";
import type { Category, StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type ExhibitSide, findExhibitSides } from "../../repositories/evidence/exhibit-sides.ts";
import { listAgreedImages } from "../../repositories/sharing/agreements.ts";
import type { Deps } from "../deps.ts";
import { assertThere } from "./assert-there.ts";

export interface PairAccess {
  readonly sides: readonly [ExhibitSide, ExhibitSide];
  readonly target: Target;
  /** False where a side is restricted or licensed, of another state, and not released: the pair is as if it were not there. */
  readonly visible: boolean;
  /** The two states permit the images of both sides to be seen by the actor's state; roles are `can`'s matter. */
  readonly images: boolean;
  /** Since when one of the two is removed; null: both are there. */
  readonly removedAt: Date | null;
}

/** What a pair of exhibits is to the actor. `agreed`: the states with which the actor's state shares images, and of which categories. */
function describePair(
  actor: Pick<Actor, "state">,
  sides: readonly [ExhibitSide, ExhibitSide],
  agreed: ReadonlyMap<StateCode, ReadonlySet<Category>>,
): PairAccess {
  const foreign = sides.filter((side) => side.state !== actor.state);
  const released = foreign.length > 0 && foreign.every((side) => side.released);
  // An agreement never covers what leaves its state by release only, and covers pairs in which the actor's state has a side.
  const covered = (side: ExhibitSide) =>
    side.released || (agreed.get(side.state)?.has(side.countedCategory) === true && !side.national);
  const imagesAgreed = foreign.length === 1 && foreign.every(covered);
  return {
    sides,
    target: { ownerStates: [...new Set(sides.map((side) => side.state))], released, imagesAgreed },
    visible: foreign.every((side) => !side.national || side.released),
    removedAt: sides.find((side) => side.removedAt !== null)?.removedAt ?? null,
    images: foreign.length === 0 || released || imagesAgreed,
  };
}

/**
 * The same for a pair by its ids; NOT_FOUND where the actor's state may not know that the pair exists, or has no part in it and
 * one side is removed; RECORD_REMOVED where it has a part.
 */
export async function describePairAccess(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  pair: { exhibitA: string; exhibitB: string },
): Promise<PairAccess> {
  const [access] = await describePairs(deps, context, [pair]);
  if (access === undefined || !access.visible) throw new RibinError("NOT_FOUND");
  const party = access.sides.some((side) => side.state === context.actor.state);
  if (access.removedAt !== null && !party) throw new RibinError("NOT_FOUND");
  assertThere(access);
  return access;
}

/** The same for many pairs at once, in their order. */
export async function describePairs(
  deps: { readonly sql: SqlExecutor; readonly clock: Deps["clock"] },
  context: RequestContext,
  pairs: readonly { exhibitA: string; exhibitB: string }[],
): Promise<readonly PairAccess[]> {
  const { actor } = context;
  const now = deps.clock.now();
  const ids = pairs.flatMap((pair) => [pair.exhibitA, pair.exhibitB]);
  const sides = await findExhibitSides(deps.sql, [...new Set(ids)], actor.state, now);
  const agreed = await listAgreedImages(deps.sql, actor.state, now);
  return pairs.map((pair) => describePair(actor, [sideOf(sides, pair.exhibitA), sideOf(sides, pair.exhibitB)], agreed));
}

function sideOf(sides: ReadonlyMap<string, ExhibitSide>, exhibitId: string): ExhibitSide {
  const side = sides.get(exhibitId);
  if (side === undefined) throw new RibinError("NOT_FOUND");
  return side;
}
