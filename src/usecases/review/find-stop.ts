import { findStopRank, type StopRank } from "../../analysis/likelihood/find-stop-rank.ts";
import type { LikelihoodModel } from "../../analysis/likelihood/likelihood-model.ts";
import { RATING_CAVEAT } from "../../analysis/likelihood/rate-evidence.ts";
import type { ComparedCandidate } from "../../repositories/correlation/candidate-rankings.ts";
import { rateComparison } from "../correlation/rate-comparison.ts";

/** Where looking down a list of candidates may end; a help to allot time, nothing more. */
export interface Stop extends StopRank {
  /** Mates that were expected among all candidates before any comparison. */
  readonly expectedMates: number;
  readonly caveat: string;
}

/**
 * `candidates`: the whole list, best first; those without a ratio count as neither for nor against. Null where none is rated:
 * nothing is known then of where to end.
 */
export function findStop(
  models: readonly LikelihoodModel[],
  candidates: readonly ComparedCandidate[],
  expectedMates: number,
): Stop | null {
  const compared = candidates.filter((candidate) => candidate.comparable !== null);
  const ratings = compared.map((candidate) => rateComparison(models, candidate));
  if (!ratings.some((rating) => rating?.rated)) return null;
  const ratios = ratings.map((rating) => (rating?.rated ? rating.log10Lr : 0));
  // At most one in two: a list that is shorter than the mates expected is looked at to its end anyway.
  const prior = Math.min(0.5, expectedMates / compared.length);
  return { ...findStopRank(ratios, prior), expectedMates, caveat: RATING_CAVEAT };
}
