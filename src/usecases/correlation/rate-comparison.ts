import type { LikelihoodModel } from "../../analysis/likelihood/likelihood-model.ts";
import { type RatingOutcome, rateEvidence } from "../../analysis/likelihood/rate-evidence.ts";
import type { ComparedCandidate } from "../../repositories/correlation/candidate-rankings.ts";

/**
 * The likelihood ratio to show beside a comparison, or in words why there is none; null while nothing was compared. Of several
 * fitted models the one of the comparison's own method and version.
 */
export function rateComparison(models: readonly LikelihoodModel[], compared: ComparedCandidate): RatingOutcome | null {
  const { method, methodVersion, comparable, reason, score, cellsUsable, cellsCongruent, subclass } = compared;
  if (method === null || methodVersion === null || comparable === null) return null;
  const model = models.find((each) => each.method === method && each.methodVersion === methodVersion);
  if (model === undefined) {
    return { rated: false, reason: `No ratios were fitted for ${method}, version ${methodVersion}.` };
  }
  if (!comparable || score === null) {
    return rateEvidence(model, { comparable: false, method, methodVersion, reason: reason ?? "no reason was kept" });
  }
  const cells =
    cellsUsable === null || cellsCongruent === null ? null : { usable: cellsUsable, congruent: cellsCongruent };
  return rateEvidence(model, { comparable: true, method, methodVersion, score, cells, subclass });
}
