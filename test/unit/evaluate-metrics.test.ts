import { describe, expect, it } from "@jest/globals";
import { bootstrapByFirearm, computeWilsonInterval } from "../../src/analysis/evaluate/intervals.ts";
import { computeRanking } from "../../src/analysis/evaluate/ranking.ts";
import { computeEqualErrorRate, computeRocAuc, findExtremes } from "../../src/analysis/evaluate/roc.ts";
import { type ScoredPair, splitScores } from "../../src/analysis/evaluate/scored-pair.ts";
import { summariseCells } from "../../src/analysis/evaluate/summarise-cells.ts";
import { createRandom } from "../../src/analysis/random.ts";

const pair = (a: string, b: string, sameSource: boolean, score: number): ScoredPair => ({ a, b, sameSource, score });

describe("computeRocAuc", () => {
  it("counts the pairs in the right order, ties as half", () => {
    expect(computeRocAuc([3, 4], [1, 2])).toBe(1);
    expect(computeRocAuc([1], [2])).toBe(0);
    expect(computeRocAuc([1, 3], [2, 3])).toBe((0 + 0 + 1 + 0.5) / 4);
    expect(computeRocAuc([], [1])).toBeNaN();
  });

  it("agrees with plain counting on random scores", () => {
    const random = createRandom(1);
    const same = Array.from({ length: 40 }, () => Math.round(10 * (random.uniform() + 0.3)));
    const different = Array.from({ length: 90 }, () => Math.round(10 * random.uniform()));
    let sum = 0;
    for (const s of same) for (const d of different) sum += s > d ? 1 : s === d ? 0.5 : 0;
    expect(computeRocAuc(same, different)).toBeCloseTo(sum / 3600, 12);
  });
});

describe("computeEqualErrorRate", () => {
  it("is 0 when the classes are apart, 1 when they are swapped, a half when they are the same", () => {
    expect(computeEqualErrorRate([5, 6, 7], [1, 2, 3])).toBe(0);
    expect(computeEqualErrorRate([1, 2], [3, 4])).toBe(1);
    expect(computeEqualErrorRate([1, 1], [1, 1])).toBeCloseTo(0.5, 9);
  });

  it("is the share at which both errors meet", () => {
    // Above 4: one of four same-source pairs is missed, one of four different-source pairs accepted.
    expect(computeEqualErrorRate([3, 6, 7, 8], [1, 2, 3.5, 6.5])).toBeCloseTo(0.25, 9);
  });
});

describe("findExtremes", () => {
  it("gives the lowest same-source and the highest different-source score", () => {
    expect(findExtremes([0.4, 0.9], [0.1, 0.3])).toEqual({ minSameSource: 0.4, maxDifferentSource: 0.3 });
    expect(findExtremes([], [0.1]).minSameSource).toBeNaN();
  });
});

describe("computeRanking", () => {
  const pairs = [
    pair("a1", "a2", true, 0.9),
    pair("a1", "a3", true, 0.2),
    pair("a2", "a3", true, 0.8),
    pair("a1", "b", false, 0.5),
    pair("a2", "b", false, 0.1),
    pair("a3", "b", false, 0.3),
  ];

  it("averages over exhibits that have a mate", () => {
    // a1: a2, b, a3; a2: a1, a3, b; a3: a2, b, a1; b has no mate.
    const ranking = computeRanking(pairs, 2);
    expect(ranking.exhibits).toBe(3);
    expect(ranking.rank1).toBe(1);
    expect(ranking.recallAtK).toBeCloseTo((0.5 + 1 + 0.5) / 3, 12);
    expect(ranking.meanAveragePrecision).toBeCloseTo(((1 + 2 / 3) / 2 + 1 + (1 + 2 / 3) / 2) / 3, 12);
  });

  it("lets ties count against the mate", () => {
    const tied = [pair("a", "b", true, 0.5), pair("a", "c", false, 0.5), pair("b", "c", false, 0.5)];
    expect(computeRanking(tied).rank1).toBe(0);
  });

  it("has no figures without mates", () => {
    expect(computeRanking([pair("a", "b", false, 1)]).rank1).toBeNaN();
  });
});

describe("summariseCells", () => {
  it("gives the extremes and the variance ratio", () => {
    const figures = summariseCells([
      { sameSource: true, congruent: 20, usable: 25 },
      { sameSource: true, congruent: 16, usable: 40 },
      { sameSource: false, congruent: 2, usable: 10 },
      { sameSource: false, congruent: 0, usable: 0 },
    ]);
    // Shares .8, .4 against .2, 0: means .6 and .1, variances .08 and .02.
    expect(figures?.varianceRatio).toBeCloseTo(0.5 ** 2 / (0.08 + 0.02), 12);
    expect(figures).toMatchObject({
      minSame: 16,
      maxDifferent: 2,
      minSameFraction: 0.4,
      maxDifferentFraction: 0.2,
      countVarianceRatio: (18 - 1) ** 2 / (8 + 2),
    });
  });

  it("says null without one of the classes", () => {
    expect(summariseCells([{ sameSource: true, congruent: 1, usable: 2 }])).toBeNull();
  });
});

describe("intervals", () => {
  it("give Wilson's bounds, also for no error at all", () => {
    const { low, high } = computeWilsonInterval(0, 717);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(0.00533, 4);
    expect(computeWilsonInterval(8, 10).low).toBeCloseTo(0.4902, 3);
    expect(computeWilsonInterval(8, 10).high).toBeCloseTo(0.9433, 3);
    expect(computeWilsonInterval(0, 0).low).toBeNaN();
  });

  it("are wider when whole firearms are drawn than pairs would make them", () => {
    const random = createRandom(4);
    const pairs: ScoredPair[] = [];
    // Ten firearms of four exhibits; how well a firearm marks is the firearm's, not the pair's.
    const quality = Array.from({ length: 10 }, () => random.normal());
    for (let i = 0; i < 40; i++) {
      for (let j = i + 1; j < 40; j++) {
        const one = Math.floor(i / 4);
        const two = Math.floor(j / 4);
        const score = one === two ? 1 + quality[one] : 0.2 * random.normal();
        pairs.push(pair(`x${i}`, `x${j}`, one === two, score));
      }
    }
    const auc = (sample: readonly ScoredPair[]): number => {
      const { same, different } = splitScores(sample);
      return computeRocAuc(same, different);
    };
    const firearmOf = (name: string): string => `${Math.floor(Number(name.slice(1)) / 4)}`;
    const options = { random: createRandom(5), rounds: 200 };
    const byFirearm = bootstrapByFirearm(pairs, firearmOf, auc, options);
    expect(byFirearm.low).toBeLessThan(auc(pairs));
    expect(byFirearm.high).toBeGreaterThanOrEqual(auc(pairs));
    expect(byFirearm.high - byFirearm.low).toBeGreaterThan(0.1);
    const again = bootstrapByFirearm(pairs, firearmOf, auc, { random: createRandom(5), rounds: 200 });
    expect(again).toEqual(byFirearm);
  });
});
