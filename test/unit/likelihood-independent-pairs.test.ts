import { describe, expect, it } from "@jest/globals";
import { findEmpiricalBounds } from "../../src/analysis/likelihood/empirical-bounds.ts";
import { countIndependentPairs } from "../../src/analysis/likelihood/independent-pairs.ts";
import { createRandom } from "../../src/analysis/random.ts";

const own = (n: number): [string, string][] => Array.from({ length: n }, (_, i) => [`F${i}`, `F${i}`]);

/** `each` same-source pairs of each of `firearms`, the share `common` of their variance being the firearm's. */
function drawClusters(seed: number, firearms: number, each: number, common: number) {
  const random = createRandom(seed);
  const values: number[] = [];
  const names: [string, string][] = [];
  for (let f = 0; f < firearms; f++) {
    const shared = random.normal() * Math.sqrt(common);
    for (let i = 0; i < each; i++) {
      values.push(shared + random.normal() * Math.sqrt(1 - common));
      names.push([`F${f}`, `F${f}`]);
    }
  }
  return countIndependentPairs(values, names);
}

describe("countIndependentPairs", () => {
  it("is the number of pairs where each has firearms of its own", () => {
    expect(countIndependentPairs([1, 5, 2, 8, 3], own(5))).toBeCloseTo(5, 9);
  });

  it("is the number of firearms where their pairs repeat each other", () => {
    expect(drawClusters(1, 40, 10, 1)).toBeCloseTo(40, 6);
  });

  it("is near Kish's n / (1 + (m - 1) rho) between the two", () => {
    // 60 firearms of 10 pairs, rho .2: 600 / 2.8.
    const found = [1, 2, 3, 4, 5].map((seed) => drawClusters(seed, 60, 10, 0.2));
    const mean = found.reduce((sum, count) => sum + count, 0) / found.length;
    expect(mean).toBeGreaterThan(0.75 * (600 / 2.8));
    expect(mean).toBeLessThan(1.3 * (600 / 2.8));
  });

  it("counts different-source pairs by what their firearms share", () => {
    // Every pair of 20 firearms, three times; a pair's value is the sum of what its two firearms add: the mean of all pairs
    // varies as twice a firearm's mean, 4/20 against 2 of one value.
    const random = createRandom(7);
    const adds = Array.from({ length: 20 }, () => random.normal());
    const values: number[] = [];
    const names: [string, string][] = [];
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < i; j++) {
        for (let k = 0; k < 3; k++) {
          values.push((adds[i] as number) + (adds[j] as number));
          names.push([`F${i}`, `F${j}`]);
        }
      }
    }
    const count = countIndependentPairs(values, names);
    // The estimate would be near 10; the number of firearms is the least.
    expect(count).toBe(20);
  });

  it("knows only the pairs of firearms where nothing varies", () => {
    const names: [string, string][] = [
      ["A", "B"],
      ["B", "A"],
      ["A", "C"],
      ["B", "C"],
      ["B", "C"],
    ];
    expect(countIndependentPairs([0, 0, 0, 0, 0], names)).toBe(3);
    expect(countIndependentPairs([2], [["A", "A"]])).toBe(1);
  });
});

describe("findEmpiricalBounds of dependent pairs", () => {
  it("reaches as far as the independent ones do", () => {
    const sample = { same: Array(63).fill(9), different: Array(717).fill(-9) };
    const bounds = findEmpiricalBounds(sample, { same: 10, different: 45 });
    expect(bounds.upper).toBeCloseTo(Math.log10((10 / 11) * 46), 12);
    expect(bounds.lower).toBeCloseTo(-Math.log10((45 / 46) * 11), 12);
  });
});
