import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findEmpiricalBounds } from "../../src/analysis/likelihood/empirical-bounds.ts";
import {
  applyPav,
  calibrateByPav,
  computeCllr,
  computeCrossEntropy,
  computeTippett,
  measureLikelihood,
} from "../../src/analysis/likelihood/measure-likelihood.ts";

const ratios = fc.array(
  fc.integer({ min: -40, max: 40 }).map((tenths) => tenths / 10),
  { minLength: 1, maxLength: 30 },
);
const samples = fc.record({ same: ratios, different: ratios });

describe("findEmpiricalBounds", () => {
  it("has the closed form where the classes are apart", () => {
    // No error but the one added to each class: t alarm = hits gives t = (63/64) (717+1), and 1/t the same from below.
    const bounds = findEmpiricalBounds({ same: Array(63).fill(9), different: Array(717).fill(-9) });
    expect(bounds.upper).toBeCloseTo(Math.log10((63 / 64) * 718), 12);
    expect(bounds.lower).toBeCloseTo(-Math.log10((717 / 718) * 64), 12);
  });

  it("is 1/3 to 3 for three pairs of each class, and nothing for one", () => {
    const three = findEmpiricalBounds({ same: [9, 9, 9], different: [-9, -9, -9] });
    expect(three.upper).toBeCloseTo(Math.log10(3), 12);
    expect(three.lower).toBeCloseTo(-Math.log10(3), 12);
    expect(findEmpiricalBounds({ same: [9], different: [-9] })).toEqual({ lower: 0, upper: 0 });
  });

  it("ends where the first decision does worse than none", () => {
    // Same: two of 1, two of 2. Different: one of 1, eight of -1. Up to 1: hits 4/5, alarms 2/10, root log10 4 below 1.
    const bounds = findEmpiricalBounds({ same: [1, 1, 2, 2], different: [1, ...Array(8).fill(-1)] });
    expect(bounds.upper).toBeCloseTo(Math.log10(4), 12);
    // From below, at -1: different hits 8/10, same alarms 1/5.
    expect(bounds.lower).toBeCloseTo(-Math.log10(4), 12);
  });

  it("never goes beyond the ratios that were seen", () => {
    const bounds = findEmpiricalBounds({ same: Array(100).fill(0.5), different: Array(100).fill(-0.25) });
    expect(bounds).toEqual({ lower: -0.25, upper: 0.5 });
  });

  it("leaves 1 alone where the ratios tell nothing, or the opposite", () => {
    expect(findEmpiricalBounds({ same: [0, 0, 0], different: [0, 0, 0] })).toEqual({ lower: 0, upper: 0 });
    expect(findEmpiricalBounds({ same: [-2, -3], different: [2, 3] })).toEqual({ lower: 0, upper: 0 });
  });

  it("shrinks with fewer pairs", () => {
    const uppers = [1000, 100, 10, 3].map(
      (n) => findEmpiricalBounds({ same: Array(n).fill(9), different: Array(n).fill(-9) }).upper,
    );
    expect(uppers).toEqual([...uppers].sort((p, q) => q - p));
    expect(uppers[0]).toBeCloseTo(3, 3);
    expect(uppers[3]).toBeCloseTo(Math.log10(3), 12);
  });

  it("agrees with a fine grid of thresholds", () => {
    fc.assert(
      fc.property(samples, ({ same, different }) => {
        const { upper } = findEmpiricalBounds({ same, different });
        const isWorse = (t: number): boolean => {
          const miss = (same.filter((value) => value < t).length + 1) / (same.length + 1);
          const alarm = (different.filter((value) => value >= t).length + 1) / (different.length + 1);
          return miss + 10 ** t * alarm > 1;
        };
        let grid = 0;
        while (!isWorse(grid + 0.001)) grid += 0.001;
        expect(Math.abs(grid - upper)).toBeLessThan(0.0021);
      }),
      { numRuns: 60 },
    );
  });
});

describe("computeCllr", () => {
  it("is the mean cost in bits", () => {
    // log2(1 + 1/10) and log2(1 + 1/10).
    expect(computeCllr({ same: [1], different: [-1] })).toBeCloseTo(Math.log2(1.1), 12);
    expect(computeCllr({ same: [-1], different: [1] })).toBeCloseTo(Math.log2(11), 12);
    expect(computeCllr({ same: [1, -1], different: [0] })).toBeCloseTo(
      ((Math.log2(1.1) + Math.log2(11)) / 2 + 1) / 2,
      12,
    );
  });

  it("is 1 where every ratio is 1, and finite for absurd ratios", () => {
    expect(computeCllr({ same: [0, 0], different: [0] })).toBeCloseTo(1, 12);
    expect(computeCllr({ same: [-400], different: [-400] })).toBeCloseTo(200 * Math.log2(10), 6);
  });
});

describe("computeCrossEntropy", () => {
  it("is Cllr at even odds, and weighs by the prior elsewhere", () => {
    const sample = { same: [1, 0.2], different: [-1, 0.1, -2] };
    expect(computeCrossEntropy(sample, 0)).toBeCloseTo(computeCllr(sample), 12);
    // Without ratios, at odds of 1/9: the entropy of .1 and .9.
    const entropy = -0.1 * Math.log2(0.1) - 0.9 * Math.log2(0.9);
    expect(computeCrossEntropy({ same: [0], different: [0] }, -Math.log10(9))).toBeCloseTo(entropy, 12);
  });
});

describe("calibrateByPav", () => {
  it("pools by hand", () => {
    // In order: different -2, same -1, different 0, same 1, same 2. The two in the middle pool to one half; with
    // prior odds of 3/2 a posterior of one half is a ratio of 2/3.
    const steps = calibrateByPav({ same: [-1, 1, 2], different: [-2, 0] });
    const middle = Math.log10(2 / 3);
    const expected = [
      [-2, Number.NEGATIVE_INFINITY],
      [-1, middle],
      [0, middle],
      [1, Number.POSITIVE_INFINITY],
      [2, Number.POSITIVE_INFINITY],
    ];
    expect(steps.map((step) => step.log10Ratio)).toEqual(expected.map(([ratio]) => ratio));
    for (const [i, [, calibrated]] of expected.entries()) {
      if (Number.isFinite(calibrated)) expect(steps[i].calibrated).toBeCloseTo(calibrated, 12);
      else expect(steps[i].calibrated).toBe(calibrated);
    }
  });

  it("rises, and costs no more than the ratios themselves", () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const steps = calibrateByPav(sample);
        for (let i = 1; i < steps.length; i++) {
          expect(steps[i].log10Ratio).toBeGreaterThan(steps[i - 1].log10Ratio);
          expect(steps[i].calibrated).toBeGreaterThanOrEqual(steps[i - 1].calibrated);
        }
        const { cllr, cllrMin, cllrCal } = measureLikelihood(sample);
        expect(cllrMin).toBeLessThanOrEqual(cllr + 1e-9);
        expect(cllrMin).toBeLessThanOrEqual(1 + 1e-9);
        expect(cllrCal).toBeCloseTo(cllr - cllrMin, 12);
        // Calibrating what is calibrated changes nothing.
        expect(computeCllr(applyPav(applyPav(sample)))).toBeCloseTo(cllrMin, 9);
      }),
    );
  });
});

describe("measureLikelihood", () => {
  it("counts misleading ratios, one of exactly 1 for none", () => {
    const figures = measureLikelihood({ same: [-1, 0, 1, 2], different: [-1, 0, 0, 3, 1] });
    expect(figures.misleadingSame).toBe(1 / 4);
    expect(figures.misleadingDifferent).toBe(2 / 5);
  });

  it("finds no discrimination lost where the classes are apart", () => {
    expect(measureLikelihood({ same: [1], different: [-1] }).cllrMin).toBe(0);
  });
});

describe("computeTippett", () => {
  it("is the share at or above", () => {
    expect(computeTippett([-1, 0, 1, 2], 0)).toBe(3 / 4);
    expect(computeTippett([-1, 0, 1, 2], 2.1)).toBe(0);
  });
});
