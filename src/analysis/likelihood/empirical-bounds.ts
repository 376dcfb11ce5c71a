/** How far a likelihood ratio may go: no farther than the pairs it was fitted on can carry. */
import type { RatioSample } from "./evidence.ts";

/** log10; lower is at most 0, upper at least 0. */
export interface RatioBounds {
  readonly lower: number;
  readonly upper: number;
}

/** How many independent ratios of each class there are; not whole numbers, at most as many as there are ratios. */
export interface IndependentCounts {
  readonly same: number;
  readonly different: number;
}

/**
 * Empirical lower and upper bound of log10 likelihood ratios (ELUB; Vergeer, van Es, de Jongh, Alberink and Stoel 2016,
 * Science & Justice 56, 482-491). A decision at the threshold t = P(different) / P(same) costs the Bayes error
 * P(same) miss(t) + P(different) alarm(t); normalised by that of deciding on the prior odds alone it is
 * miss + t alarm above 1, and miss / t + alarm below. One misleading ratio is added to either class, the worst there is. A bound
 * stands where, going away from 1, the ratios first do worse than no ratios at all. The roots are exact, not of a grid.
 * The one added weighs as one among `independent` ratios: many pairs of few firearms do not reach farther than these firearms.
 */
export function findEmpiricalBounds(
  { same, different }: RatioSample,
  independent: IndependentCounts = { same: same.length, different: different.length },
): RatioBounds {
  const negate = (values: readonly number[]): number[] => values.map((value) => -value);
  const swapped = { same: independent.different, different: independent.same };
  // Seen from the other side, misses are alarms and the lower bound is the upper one; 0 - x so that none is -0.
  const lower = 0 - findUpperBound(negate(different), negate(same), swapped);
  return { lower, upper: findUpperBound(same, different, independent) };
}

function findUpperBound(same: readonly number[], different: readonly number[], independent: IndependentCounts): number {
  const thresholds = [...new Set([...same, ...different])].filter((value) => value > 0).sort((p, q) => p - q);
  let reached = 0;
  for (const threshold of thresholds) {
    // Both rates stay the same up to and including the next ratio; the error grows with t until it meets 1.
    const hits = (share(same, threshold) * independent.same) / (independent.same + 1);
    const alarms = (share(different, threshold) * independent.different + 1) / (independent.different + 1);
    const root = Math.log10(hits / alarms);
    if (root < threshold) return Math.max(reached, root);
    reached = threshold;
  }
  return reached;
}

/** Share of the values that are at least `threshold`. */
function share(values: readonly number[], threshold: number): number {
  return values.filter((value) => value >= threshold).length / values.length;
}
