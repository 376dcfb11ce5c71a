/** Where true mates stand in a list of simulated exhibits and the study's own others, and how sure shares of them are. */
import { computeWilsonInterval, type Interval } from "../../src/analysis/evaluate/intervals.ts";
import { createRandom } from "../../src/analysis/random.ts";

/** A query and one of its true mates. */
export interface MatePair {
  readonly firearm: string;
  /** The two exhibits' names in one order: the same pair turned otherwise, or asked from its other side, has the same. */
  readonly exhibits: string;
  /** Rank of the mate by each net at each size of the file; Infinity where a net cannot tell. */
  readonly vectors: readonly number[];
  readonly registration: readonly number[] | null;
}

/** How many of the first `sizes` scores, for each size, are at least `score`: ties count against the mate. */
export function countAhead(scores: Float32Array, score: number, sizes: readonly number[]): number[] {
  const ahead: number[] = [];
  let count = 0;
  let at = 0;
  for (const size of sizes) {
    for (; at < size; at++) if (scores[at] >= score) count++;
    ahead.push(count);
  }
  return ahead;
}

/**
 * Share of pairs for which `holds`, and its 95 % interval: the wider of a bootstrap that draws whole firearms and of Wilson's for as many
 * trials as there are pairs of exhibits (seeds and directions repeat a pair, and are no trials of their own). The bootstrap alone would
 * have no width where all are found.
 */
export function measureShare(
  pairs: readonly MatePair[],
  holds: (pair: MatePair) => boolean,
): { share: number; interval: Interval } {
  const share = pairs.filter(holds).length / pairs.length;
  const trials = new Set(pairs.map(({ exhibits }) => exhibits)).size;
  const wilson = computeWilsonInterval(share * trials, trials);
  const drawn = drawFirearms(pairs, holds);
  return { share, interval: { low: Math.min(wilson.low, drawn.low), high: Math.max(wilson.high, drawn.high) } };
}

function drawFirearms(pairs: readonly MatePair[], holds: (pair: MatePair) => boolean): Interval {
  const byFirearm = new Map<string, { held: number; count: number }>();
  for (const pair of pairs) {
    const entry = byFirearm.get(pair.firearm) ?? { held: 0, count: 0 };
    entry.count++;
    if (holds(pair)) entry.held++;
    byFirearm.set(pair.firearm, entry);
  }
  const firearms = [...byFirearm.values()];
  const random = createRandom(1);
  const shares = Array.from({ length: 1_000 }, () => {
    let [held, count] = [0, 0];
    for (let i = 0; i < firearms.length; i++) {
      const one = firearms[random.integer(firearms.length)];
      held += one?.held ?? 0;
      count += one?.count ?? 0;
    }
    return held / count;
  }).sort((a, b) => a - b);
  return { low: shares[25] ?? Number.NaN, high: shares[974] ?? Number.NaN };
}
