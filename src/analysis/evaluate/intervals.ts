/** How far a figure may be off: few pairs without an error do not prove that there are none. */
import type { Random } from "../random.ts";
import type { ScoredPair } from "./scored-pair.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % quantile of the standard normal distribution. */
const Z95 = 1.959963984540054;

/**
 * 95 % interval of a share by Wilson (1927): right also at 0 and 1, where the normal approximation has no width.
 * `successes` of `trials`; NaN without trials. Trials must be independent: pairs that share an exhibit are not, so use
 * `bootstrapByFirearm` for those.
 */
export function computeWilsonInterval(successes: number, trials: number): Interval {
  if (trials === 0) return { low: Number.NaN, high: Number.NaN };
  const share = successes / trials;
  const shrink = 1 + Z95 ** 2 / trials;
  const centre = (share + Z95 ** 2 / (2 * trials)) / shrink;
  const half = (Z95 / shrink) * Math.sqrt((share * (1 - share)) / trials + Z95 ** 2 / (4 * trials ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * 95 % percentile interval of a statistic of pairs. Whole firearms are drawn with replacement, never single pairs: all
 * pairs of a firearm share its marks and would make the interval too narrow. A pair enters as often as the product of its
 * firearms' draws (same firearm: as often as it was drawn). Rounds in which the statistic is NaN are left out.
 */
export function bootstrapByFirearm<Pair extends ScoredPair>(
  pairs: readonly Pair[],
  firearmOf: (name: string) => string,
  statistic: (pairs: readonly Pair[]) => number,
  options: { random: Random; rounds?: number },
): Interval {
  const { random, rounds = 500 } = options;
  const owners = pairs.map((pair) => [firearmOf(pair.a), firearmOf(pair.b)] as const);
  const firearms = [...new Set(owners.flat())];
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const draws = new Map(firearms.map((firearm) => [firearm, 0]));
    for (let i = 0; i < firearms.length; i++) {
      const drawn = firearms[random.integer(firearms.length)];
      draws.set(drawn, (draws.get(drawn) ?? 0) + 1);
    }
    const sample: Pair[] = [];
    for (const [i, pair] of pairs.entries()) {
      const [one, two] = owners[i];
      const times = one === two ? (draws.get(one) ?? 0) : (draws.get(one) ?? 0) * (draws.get(two) ?? 0);
      for (let n = 0; n < times; n++) sample.push(pair);
    }
    const figure = statistic(sample);
    if (!Number.isNaN(figure)) figures.push(figure);
  }
  if (figures.length === 0) return { low: Number.NaN, high: Number.NaN };
  figures.sort((p, q) => p - q);
  const at = (share: number): number => figures[Math.round(share * (figures.length - 1))];
  return { low: at(0.025), high: at(0.975) };
}
