/** Which part of the evidence should the ratios read? */
import type { LikelihoodKind, LikelihoodPair } from "./evidence.ts";
import { computeLikelihoodRatio, fitLikelihoodModel, type LikelihoodModel } from "./likelihood-model.ts";
import { computeCllr } from "./measure-likelihood.ts";

/**
 * Fits by scores and, where every pair has usable cells, by counts of cells, and keeps what costs less (Cllr) on the fitted
 * pairs, the scores on a tie: candidates are listed by score, and ratios by score fall as the list does. The cost is
 * no figure to report, having been seen in the fit: that takes pairs of other firearms.
 * @throws RibinError STUDY_UNSUITABLE with fewer than three pairs of a class
 */
export function chooseLikelihoodModel(
  pairs: readonly LikelihoodPair[],
  source: { population: string; method: string; methodVersion: string },
): LikelihoodModel {
  const counted = pairs.every(({ cells }) => cells !== null && cells.usable > 0);
  const kinds: LikelihoodKind[] = counted ? ["score", "cells"] : ["score"];
  const fitted = kinds.map((kind) => fitLikelihoodModel(pairs, { ...source, kind }));
  const costs = fitted.map((model) => measureCost(model, pairs));
  return fitted[costs.indexOf(Math.min(...costs))] as LikelihoodModel;
}

function measureCost(model: LikelihoodModel, pairs: readonly LikelihoodPair[]): number {
  const read = (sameSource: boolean): number[] =>
    pairs.filter((pair) => pair.sameSource === sameSource).map((pair) => computeLikelihoodRatio(model, pair).log10Lr);
  return computeCllr({ same: read(true), different: read(false) });
}
