/** How well scores tell same-source from different-source pairs. All functions return NaN when a class is empty. */

/**
 * Area under the ROC curve: the chance that a same-source pair scores above a different-source one, ties counting half
 * (Mann and Whitney 1947).
 */
export function computeRocAuc(same: readonly number[], different: readonly number[]): number {
  if (same.length === 0 || different.length === 0) return Number.NaN;
  const sorted = Float64Array.from(different).sort();
  let sum = 0;
  for (const score of same) sum += (countBelow(sorted, score, false) + countBelow(sorted, score, true)) / 2;
  return sum / (same.length * different.length);
}

/** Elements of a sorted array below `value`, or up to and including it. */
function countBelow(sorted: Float64Array, value: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value || (inclusive && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Equal error rate: where the share of same-source pairs below a threshold and the share of different-source pairs at or
 * above it meet, on straight lines between the thresholds that the scores offer.
 */
export function computeEqualErrorRate(same: readonly number[], different: readonly number[]): number {
  if (same.length === 0 || different.length === 0) return Number.NaN;
  const sortedSame = Float64Array.from(same).sort();
  const sortedDifferent = Float64Array.from(different).sort();
  const thresholds = Float64Array.from(new Set([...same, ...different])).sort();
  let missed = 0;
  let accepted = 1;
  // The last threshold lies above every score: all same-source pairs missed, no false one.
  for (let i = 1; i <= thresholds.length; i++) {
    const last = i === thresholds.length;
    const nextMissed = last ? 1 : countBelow(sortedSame, thresholds[i], false) / same.length;
    const nextAccepted = last ? 0 : 1 - countBelow(sortedDifferent, thresholds[i], false) / different.length;
    if (nextMissed >= nextAccepted) {
      const gap = accepted - missed;
      const nextGap = nextMissed - nextAccepted;
      const share = gap + nextGap > 0 ? gap / (gap + nextGap) : 0;
      return missed + share * (nextMissed - missed);
    }
    missed = nextMissed;
    accepted = nextAccepted;
  }
  return 0;
}

/** Lowest same-source and highest different-source score: apart when the first is above the second. */
export function findExtremes(
  same: readonly number[],
  different: readonly number[],
): { minSameSource: number; maxDifferentSource: number } {
  return {
    minSameSource: same.length > 0 ? same.reduce((p, q) => Math.min(p, q)) : Number.NaN,
    maxDifferentSource: different.length > 0 ? different.reduce((p, q) => Math.max(p, q)) : Number.NaN,
  };
}
