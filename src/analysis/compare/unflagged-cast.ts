import { mirrorCast } from "../filter/mirror-cast.ts";
import { createQuery } from "./compare-marks.ts";
import type { ComparisonOutcome } from "./comparison.ts";
import type { PreparedMark } from "./prepared-mark.ts";

/**
 * Scores from which on a mirrored and inverted mark is taken for a match. For areal marks twice what different firearms
 * reach on the public studies (.17) and below every same-source pair there; lands' scores of different barrels reach .65.
 */
const LEAST_SCORE = { BreechFace: 0.35, FiringPinImpression: 0.35, LEA: 0.75 } as const;

export interface UnflaggedCast {
  /** One of the two is a negative replica whose flag was forgotten (or bears one that it should not). */
  readonly likely: boolean;
  /** The comparison of `a` with `b` mirrored and inverted; its pose holds for b so mirrored. */
  readonly outcome: ComparisonOutcome;
}

/**
 * Asks of two marks that do not match as they are whether one is a cast of the other's source: a replica is mirrored and
 * inverted, so it matches nothing until it is turned over. Costs one comparison.
 */
export function seekUnflaggedCast(a: PreparedMark, b: PreparedMark): UnflaggedCast {
  const outcome = createQuery(a).compareWith(turnOver(b));
  return { likely: outcome.comparable && outcome.score >= LEAST_SCORE[a.region], outcome };
}

/** Preparation neither knows up from down nor left from right: its result turned over is that of the scan turned over. */
function turnOver(mark: PreparedMark): PreparedMark {
  const profile = mark.profile === null ? null : Float32Array.from(mark.profile, (value) => -value).reverse();
  return { ...mark, surface: mirrorCast(mark.surface), profile };
}
