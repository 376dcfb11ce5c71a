/** How good likelihood ratios are, on pairs whose truth is known. All ratios are log10; both classes have pairs. */
import type { RatioSample } from "./evidence.ts";
import { poolAdjacentViolators } from "./pool-adjacent-violators.ts";

export interface LikelihoodFigures {
  /** Log-likelihood-ratio cost: 0 perfect, 1 as good as no ratio. */
  readonly cllr: number;
  /** What remains of it after the best monotone calibration: discrimination. */
  readonly cllrMin: number;
  /** cllr - cllrMin: calibration. */
  readonly cllrCal: number;
  /** Share of same-source pairs with a ratio below 1, and of different-source pairs with one above 1. */
  readonly misleadingSame: number;
  readonly misleadingDifferent: number;
}

/** log2(1 + 10^x), also where 10^x overflows. */
function computeCost(x: number): number {
  const bits = x * Math.log2(10);
  return bits > 50 ? bits : Math.log1p(10 ** x) / Math.LN2;
}

function average(values: readonly number[], cost: (value: number) => number): number {
  return values.reduce((sum, value) => sum + cost(value), 0) / values.length;
}

/** Cllr (Bruemmer and du Preez 2006): the mean of both classes' mean costs, log2(1 + 1/LR) and log2(1 + LR). */
export function computeCllr({ same, different }: RatioSample): number {
  return (average(same, (value) => computeCost(-value)) + average(different, computeCost)) / 2;
}

/**
 * Empirical cross-entropy in bits at prior odds of 10^log10Odds (Ramos and Gonzalez-Rodriguez 2008): the two mean costs at the
 * posterior odds, weighted by the prior. At odds of 1 it is Cllr.
 */
export function computeCrossEntropy({ same, different }: RatioSample, log10Odds: number): number {
  const prior = 1 / (1 + 10 ** -log10Odds);
  const costSame = average(same, (value) => computeCost(-value - log10Odds));
  return prior * costSame + (1 - prior) * average(different, (value) => computeCost(value + log10Odds));
}

/** One step of the calibration: all pairs with the ratio `log10Ratio` should have had `calibrated`. */
export interface CalibrationStep {
  readonly log10Ratio: number;
  /** -Infinity and Infinity where only one class is found. */
  readonly calibrated: number;
}

/** The best monotone calibration of the ratios on the very pairs (PAV): one step for each ratio that occurs, rising. */
export function calibrateByPav({ same, different }: RatioSample): CalibrationStep[] {
  const counts = new Map<number, { same: number; different: number }>();
  for (const value of [...same, ...different]) counts.set(value, { same: 0, different: 0 });
  for (const value of same) counts.get(value)!.same++;
  for (const value of different) counts.get(value)!.different++;
  const steps = [...counts].sort(([p], [q]) => p - q);
  const posterior = poolAdjacentViolators(
    steps.map(([, count]) => count.same / (count.same + count.different)),
    steps.map(([, count]) => count.same + count.different),
  );
  const log10Prior = Math.log10(same.length / different.length);
  return steps.map(([log10Ratio], i) => ({
    log10Ratio,
    calibrated: Math.log10(posterior[i] / (1 - posterior[i])) - log10Prior,
  }));
}

/** The ratios as their best monotone calibration would have given them. */
export function applyPav(sample: RatioSample): RatioSample {
  const steps = new Map(calibrateByPav(sample).map((step) => [step.log10Ratio, step.calibrated]));
  const apply = (values: readonly number[]): number[] => values.map((value) => steps.get(value)!);
  return { same: apply(sample.same), different: apply(sample.different) };
}

/** Share of the values that are at least `log10Ratio`: a Tippett curve at one place. */
export function computeTippett(values: readonly number[], log10Ratio: number): number {
  return values.filter((value) => value >= log10Ratio).length / values.length;
}

export function measureLikelihood(sample: RatioSample): LikelihoodFigures {
  const cllr = computeCllr(sample);
  const cllrMin = computeCllr(applyPav(sample));
  const share = (values: readonly number[], misleads: (value: number) => boolean): number =>
    values.filter(misleads).length / values.length;
  return {
    cllr,
    cllrMin,
    cllrCal: cllr - cllrMin,
    misleadingSame: share(sample.same, (value) => value < 0),
    misleadingDifferent: share(sample.different, (value) => value > 0),
  };
}
