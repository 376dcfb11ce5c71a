import { describe, expect, it } from "@jest/globals";
import type { Comparison } from "../../src/analysis/compare/comparison.ts";
import { findStopRank } from "../../src/analysis/likelihood/find-stop-rank.ts";
import { computeLikelihoodRatio, fitLikelihoodModel } from "../../src/analysis/likelihood/likelihood-model.ts";
import { rateEvidence } from "../../src/analysis/likelihood/rate-evidence.ts";
import { readLikelihoodModel } from "../../src/analysis/likelihood/read-likelihood-model.ts";

const source = { population: "twelve pistols", method: "breech-face-cells", methodVersion: "3.0.0" };
const pairs = Array.from({ length: 60 }, (_, i) => ({
  sameSource: i < 20,
  score: i < 20 ? 0.6 + 0.01 * i : 0.05 + 0.002 * i,
  cells: { usable: 20, congruent: i < 20 ? 10 + (i % 8) : i % 3 === 0 ? 1 : 0 },
  firearms: (i < 20 ? [`F${i}`, `F${i}`] : [`F${i}`, `G${i}`]) as [string, string],
}));
const model = fitLikelihoodModel(pairs, { ...source, kind: "cells" });

function makeComparison(congruent: number, change: Partial<Comparison> = {}): Comparison {
  return {
    comparable: true,
    method: source.method,
    methodVersion: source.methodVersion,
    score: congruent / 20,
    pose: { angle: 0, shiftX: 0, shiftY: 0 },
    correlation: congruent / 20,
    overlap: 1,
    cells: { usable: 20, congruent, fraction: congruent / 20, evidence: [] },
    segments: null,
    ...change,
  };
}

describe("rateEvidence", () => {
  it("gives the bounded ratio with its bounds, its population and the caveat", () => {
    const comparison = makeComparison(14);
    expect(rateEvidence(model, comparison)).toEqual({
      rated: true,
      log10Lr: computeLikelihoodRatio(model, comparison).log10Lr,
      bounded: true,
      bounds: model.bounds,
      population: "twelve pistols",
      caveat: "An investigative ranking, not an evidential conclusion.",
    });
    const lined = makeComparison(14, { subclass: { risk: "none", kind: "parallel", reason: "", share: 0.5 } });
    expect(rateEvidence(model, lined)).toMatchObject({ rated: true });
    const low = rateEvidence(model, makeComparison(0));
    expect(low).toMatchObject({ rated: true, log10Lr: model.bounds.lower });
  });

  it.each([
    ["another method", makeComparison(14, { method: "firing-pin-cells" }), /firing-pin-cells 3.0.0/],
    ["another version of it", makeComparison(14, { methodVersion: "3.0.1" }), /breech-face-cells 3.0.1/],
    ["a comparison without cells", makeComparison(14, { cells: null }), /no usable cells/],
    [
      "an agreement of toolmarks that several firearms share",
      makeComparison(14, { subclass: { risk: "subclass risk", kind: "parallel", reason: "", share: 0.9 } }),
      /Subclass risk/,
    ],
    [
      "what is not comparable",
      { comparable: false, method: source.method, methodVersion: source.methodVersion, reason: "A coin." } as const,
      /not comparable: A coin\./,
    ],
  ])("refuses %s", (_what, outcome, reason) => {
    const rating = rateEvidence(model, outcome);
    expect(rating).toMatchObject({ rated: false, reason: expect.stringMatching(reason) });
    expect(rating).not.toHaveProperty("log10Lr");
  });
});

describe("readLikelihoodModel", () => {
  it.each(["score", "cells"] as const)("reads what was stored, by %s", (kind) => {
    const fitted = fitLikelihoodModel(pairs, { ...source, kind });
    const stored = JSON.parse(JSON.stringify({ ...fitted, heldAgainst: "another study" }));
    expect(readLikelihoodModel(stored)).toEqual(fitted);
  });

  it.each([
    ["null", () => null, /no likelihood model/],
    ["another version", () => ({ ...model, version: "1.0.0" }), /version/],
    ["no method", () => ({ ...model, method: undefined }), /method/],
    ["bounds that exclude 1", () => ({ ...model, bounds: { lower: 0.5, upper: 1 } }), /bounds\.lower/],
    ["a chance of 0", () => ({ ...model, density: { ...model.density, different: { chance: 0 } } }), /chance/],
    [
      "ratios that fall",
      () => ({
        ...model,
        density: { kind: "score", bandwidths: { same: 1, different: 1 }, from: 0, step: 1, log10Ratios: [1, 0] },
      }),
      /never fall/,
    ],
  ])("refuses %s", (_what, make, message) => {
    expect(() => readLikelihoodModel(make())).toThrow(message);
    expect(() => readLikelihoodModel(make())).toThrow(expect.objectContaining({ code: "MODEL_INVALID" }));
  });
});

describe("findStopRank", () => {
  it("stops where less than a twentieth of a mate is expected to follow", () => {
    // Odds 1/99. A ratio of 1000 makes 10.1, one of 1/100 makes 1/9900: 198 of them hold .02 mates.
    const stop = findStopRank([3, ...Array(198).fill(-2)], 0.01);
    expect(stop.rank).toBe(1);
    expect(stop.expectedBelow).toBeCloseTo(198 / 9901, 9);
    expect(stop.expected).toBeCloseTo(1000 / 1099 + 198 / 9901, 9);
    expect(stop.words).toBe(
      "Below rank 1 a true mate is unlikely: about 2.0 % that the 198 candidates that follow hold one.",
    );
  });

  it("goes on through a tail that is long enough to hold one", () => {
    // 1/9900 each: 494 of them are the most that stay below .05.
    const stop = findStopRank([3, ...Array(2000).fill(-2)], 0.01);
    expect(stop.rank).toBe(2001 - 495);
    expect(stop.expectedBelow).toBeLessThan(0.05);
  });

  it("looks at all where nothing tells, at none where all tell against", () => {
    const all = findStopRank(Array(10).fill(0), 0.1);
    expect(all).toMatchObject({ rank: 10, expectedBelow: 0 });
    expect(all.words).toMatch(/whole list of 10/);
    const none = findStopRank([-2, -2, -2], 0.01);
    expect(none.rank).toBe(0);
    expect(none.words).toMatch(/unlikely anywhere in this list of 3/);
    expect(findStopRank([], 0.01)).toMatchObject({ rank: 0, words: "There are no candidates." });
  });

  it("keeps its promise: simulated lists of calibrated ratios hold few mates below the stop", () => {
    // Scores of mates N(3, 1), of others N(0, 1): log LR = 3 x - 4.5. One mate in every second list of 50.
    let state = 12345;
    const uniform = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    let missed = 0;
    let looked = 0;
    const lists = 2000;
    for (let list = 0; list < lists; list++) {
      const entries = Array.from({ length: 50 }, () => {
        const mate = uniform() < 0.01;
        return { mate, ratio: (3 * (normal() + (mate ? 3 : 0)) - 4.5) / Math.LN10 };
      }).sort((p, q) => q.ratio - p.ratio);
      const { rank } = findStopRank(
        entries.map(({ ratio }) => ratio),
        0.01,
      );
      looked += rank;
      missed += entries.slice(rank).filter(({ mate }) => mate).length;
    }
    expect(missed / lists).toBeLessThan(0.05);
    expect(looked / lists).toBeLessThan(10);
  });
});
