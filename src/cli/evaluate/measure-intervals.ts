/** 95 % intervals of a study's figures. */
import { bootstrapByFirearm, computeWilsonInterval, type Interval } from "../../analysis/evaluate/intervals.ts";
import { computeRanking } from "../../analysis/evaluate/ranking.ts";
import { computeRocAuc } from "../../analysis/evaluate/roc.ts";
import { type ScoredPair, splitScores } from "../../analysis/evaluate/scored-pair.ts";
import { type CellCount, summariseCells } from "../../analysis/evaluate/summarise-cells.ts";
import { createRandom } from "../../analysis/random.ts";
import type { StudyMark } from "./prepare-study.ts";

export interface ScoreIntervals {
  /** Whole firearms drawn with replacement. */
  readonly auc: Interval | null;
  /** Wilson, over the exhibits that have a mate. */
  readonly rank1: Interval | null;
}

export type CellIntervals = Readonly<Record<"varianceRatio" | "countVarianceRatio", Interval | null>>;

/** Fixed, so that the same study gives the same interval. */
const SEED = 1;

/** The firearm of a file or of an exhibit; one that is unknown stands for itself. */
export function createFirearmLookup(marks: readonly StudyMark[]): (name: string) => string {
  const firearms = new Map<string, string>();
  for (const { label } of marks) {
    const firearm = label.firearm === "" ? label.exhibit : label.firearm;
    firearms.set(label.exhibit, firearm).set(label.file, firearm);
  }
  return (name) => firearms.get(name) ?? name;
}

export function measureScoreIntervals(
  pairs: readonly ScoredPair[],
  firearmOf: (name: string) => string,
): ScoreIntervals {
  const { exhibits, rank1 } = computeRanking(pairs);
  return {
    auc: intervalOrNull(bootstrap(pairs, firearmOf, measureAuc)),
    rank1: exhibits === 0 ? null : computeWilsonInterval(Math.round(rank1 * exhibits), exhibits),
  };
}

function measureAuc(pairs: readonly ScoredPair[]): number {
  const { same, different } = splitScores(pairs);
  return computeRocAuc(same, different);
}

/** Of the variance ratios, by drawing whole firearms with replacement. */
export function measureCellIntervals(
  pairs: readonly (ScoredPair & CellCount)[],
  firearmOf: (name: string) => string,
): CellIntervals {
  const of = (name: keyof CellIntervals): Interval | null =>
    intervalOrNull(bootstrap(pairs, firearmOf, (sample) => summariseCells(sample)?.[name] ?? Number.NaN));
  return { varianceRatio: of("varianceRatio"), countVarianceRatio: of("countVarianceRatio") };
}

/** `bootstrapByFirearm` with the program's own seed. */
export function bootstrap<Pair extends ScoredPair>(
  pairs: readonly Pair[],
  firearmOf: (name: string) => string,
  statistic: (pairs: readonly Pair[]) => number,
): Interval {
  return bootstrapByFirearm(pairs, firearmOf, statistic, { random: createRandom(SEED) });
}

/** NaN has no JSON: the interval of an empty class is null. */
export function intervalOrNull(interval: Interval): Interval | null {
  return Number.isNaN(interval.low) ? null : interval;
}
