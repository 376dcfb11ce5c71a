import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fitCellDensity, readCellRatio } from "../../src/analysis/likelihood/cell-density.ts";
import { logBeta } from "../../src/analysis/likelihood/log-gamma.ts";
import { poolAdjacentViolators } from "../../src/analysis/likelihood/pool-adjacent-violators.ts";
import { fitScoreDensity, readScoreRatio } from "../../src/analysis/likelihood/score-density.ts";

const scores = (least: number) => fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: least });

describe("poolAdjacentViolators", () => {
  it("pools what falls into its weighted mean", () => {
    expect(poolAdjacentViolators([1, 3, 2, 4], [1, 1, 1, 1])).toEqual([1, 2.5, 2.5, 4]);
    // 3 and 1 make 1.5 with weights 1 and 3; that is below the 2 before them, so all three become (2 + 3 + 3) / 5.
    expect(poolAdjacentViolators([2, 3, 1], [1, 1, 3])).toEqual([1.6, 1.6, 1.6]);
    expect(poolAdjacentViolators([], [])).toEqual([]);
  });

  it("never falls, and keeps the weighted mean", () => {
    const values = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(values, (pairs) => {
        const weights = pairs.map(([, weight]) => weight);
        const fitted = poolAdjacentViolators(
          pairs.map(([value]) => value),
          weights,
        );
        const sum = (list: readonly number[]) => list.reduce((total, value, i) => total + value * weights[i], 0);
        expect(sum(fitted)).toBeCloseTo(sum(pairs.map(([value]) => value)), 6);
        for (let i = 1; i < fitted.length; i++) expect(fitted[i]).toBeGreaterThanOrEqual(fitted[i - 1]);
      }),
    );
  });
});

describe("logBeta", () => {
  it("is ln B(p, q)", () => {
    // B(1, 1) = 1, B(3, 4) = 2! 3! / 6! = 1/60, B(.5, .5) = pi, B(101, 1) = 1/101.
    expect(logBeta(1, 1)).toBeCloseTo(0, 12);
    expect(logBeta(3, 4)).toBeCloseTo(-Math.log(60), 12);
    expect(logBeta(0.5, 0.5)).toBeCloseTo(Math.log(Math.PI), 12);
    expect(logBeta(101, 1)).toBeCloseTo(-Math.log(101), 10);
    expect(logBeta(0.2, 0.3)).toBeCloseTo(Math.log(7.748481389), 8);
  });
});

describe("fitCellDensity", () => {
  it("fits the moments by hand", () => {
    // Four pairs of 10 cells: 4, 6, 8, 10 congruent. Mean .7, weighted variance .05, chance with half a cell 28.5/41;
    // A = 3/4, B = 3/40: rho = (.05 - pq .075) / (pq .675).
    const same = [4, 6, 8, 10].map((congruent) => ({ usable: 10, congruent }));
    const fitted = fitCellDensity(same, [{ usable: 20, congruent: 1 }]);
    const p = 28.5 / 41;
    const rho = (0.05 - p * (1 - p) * 0.075) / (p * (1 - p) * 0.675);
    expect(fitted.same.alpha).toBeCloseTo(p * (1 / rho - 1), 9);
    expect(fitted.same.beta).toBeCloseTo((1 - p) * (1 / rho - 1), 9);
    expect(fitted.different.chance).toBeCloseTo(1.5 / 21, 12);
  });

  it("finds the shape that made the counts, and takes no more spread than binomial counts have for none", () => {
    const half = Array.from({ length: 11 }, (_, congruent) => ({ usable: 10, congruent }));
    // Counts 0..10 equally often are beta-binomial with alpha = beta = 1.
    const flat = fitCellDensity(half.concat(half, half, half, half), half).same;
    expect(flat.alpha).toBeGreaterThan(0.9);
    expect(flat.alpha).toBeLessThan(1.1);
    expect(flat.beta).toBeCloseTo(flat.alpha, 9);
    const equal = fitCellDensity(Array(5).fill({ usable: 10, congruent: 6 }), half).same;
    expect(equal.alpha + equal.beta).toBeCloseTo(99, 9);
  });
});

describe("readCellRatio", () => {
  it("is the ratio of the two probabilities", () => {
    const density = { kind: "cells", same: { alpha: 1, beta: 1 }, different: { chance: 0.1 } } as const;
    // Two cells: the flat beta gives each count 1/3; the binomial .81, .18, .01.
    expect(readCellRatio(density, { usable: 2, congruent: 0 })).toBeCloseTo(Math.log10(1 / 3 / 0.81), 10);
    expect(readCellRatio(density, { usable: 2, congruent: 1 })).toBeCloseTo(Math.log10(1 / 3 / 0.18), 10);
    expect(readCellRatio(density, { usable: 2, congruent: 2 })).toBeCloseTo(Math.log10(1 / 3 / 0.01), 10);
    expect(readCellRatio(density, { usable: 0, congruent: 0 })).toBe(0);
  });

  it("never falls as the count grows, also where the two probabilities alone would", () => {
    // A beta that is U-shaped makes no congruent cell likelier under the same source.
    const density = { kind: "cells", same: { alpha: 0.05, beta: 0.05 }, different: { chance: 0.5 } } as const;
    const ratios = Array.from({ length: 21 }, (_, congruent) => readCellRatio(density, { usable: 20, congruent }));
    for (let i = 1; i < ratios.length; i++) expect(ratios[i]).toBeGreaterThanOrEqual(ratios[i - 1]);
    expect(ratios[20]).toBeGreaterThan(ratios[10]);
  });
});

describe("fitScoreDensity", () => {
  it("has Silverman's bandwidth on the log-odds", () => {
    const same = [-2, -1, 0, 1, 2].map((x) => 1 / (1 + Math.exp(-x)));
    const { bandwidths } = fitScoreDensity(same, [0.5, 0.5, 0.5]);
    // Standard deviation 1.5811, quartiles -1 and 1: the smaller spread is 2 / 1.34.
    expect(bandwidths.same).toBeCloseTo((0.9 * 2) / 1.34 / 5 ** 0.2, 9);
    expect(bandwidths.different).toBe(0.1);
  });

  it("is the ratio of the two kernel densities", () => {
    // One score a class, so bandwidth .1: at the middle of .6 and .4 the densities are equal; at log-odds x the logarithm
    // of their ratio is 2 x m / .01 with m the log-odds of .6.
    const density = fitScoreDensity([0.6], [0.4]);
    expect(readScoreRatio(density, 0.5)).toBeCloseTo(0, 9);
    const middle = Math.log(0.6 / 0.4);
    expect(readScoreRatio(density, 0.6)).toBeCloseTo((2 * middle * middle) / 0.01 / Math.LN10, 6);
  });

  it("gives nothing for scores that tell nothing", () => {
    const values = [0.2, 0.3, 0.35, 0.5, 0.7];
    for (const score of [0, 0.1, 0.3, 0.9, 1]) {
      expect(readScoreRatio(fitScoreDensity(values, values), score)).toBeCloseTo(0, 9);
    }
  });

  it("never falls as the score grows, whatever it was fitted on", () => {
    fc.assert(
      fc.property(scores(1), scores(1), (same, different) => {
        const density = fitScoreDensity(same, different);
        let last = Number.NEGATIVE_INFINITY;
        for (let score = 0; score <= 1; score += 0.01) {
          const ratio = readScoreRatio(density, score);
          expect(Number.isFinite(ratio)).toBe(true);
          expect(ratio).toBeGreaterThanOrEqual(last - 1e-9);
          last = ratio;
        }
      }),
      { numRuns: 40 },
    );
  });
});
