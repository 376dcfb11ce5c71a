/** How many independent pairs stand behind pairs that share firearms? */

/**
 * The number of independent pairs that would fix the mean of `values` as well as these do: the variance of one value over
 * the variance of the mean, the latter by leaving out one firearm at a time with all its pairs (the jackknife; Arvesen 1969
 * for pairs of things, Kish's design effect 1965). `firearms[i]` are the two of pair i, the same one twice for a same-source
 * pair. At least the number of firearms, or of pairs where those are fewer; at most the number of pairs. Where nothing varies
 * nothing is known about the dependence: the number of different pairs of firearms.
 */
export function countIndependentPairs(
  values: readonly number[],
  firearms: readonly (readonly [string, string])[],
): number {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const [i, value] of values.entries()) {
    for (const firearm of new Set(firearms[i])) {
      const entry = sums.get(firearm) ?? { sum: 0, count: 0 };
      sums.set(firearm, { sum: entry.sum + value, count: entry.count + 1 });
    }
  }
  const total = values.reduce((sum, value) => sum + value, 0);
  const mean = total / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const without = [...sums.values()]
    .filter(({ count }) => count < values.length)
    .map(({ sum, count }) => (total - sum) / (values.length - count));
  const centre = without.reduce((sum, value) => sum + value, 0) / Math.max(1, without.length);
  const spread = without.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const varianceOfMean = (spread * (without.length - 1)) / Math.max(1, without.length);
  const clusters = new Set(firearms.map((two) => [...two].sort().join("\n"))).size;
  const found = varianceOfMean > 0 ? variance / varianceOfMean : clusters;
  return Math.min(values.length, Math.max(found, Math.min(sums.size, clusters)));
}
