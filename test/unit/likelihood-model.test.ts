import { describe, expect, it } from "@jest/globals";
import { chooseLikelihoodModel } from "../../src/analysis/likelihood/choose-likelihood-model.ts";
import type { LikelihoodPair } from "../../src/analysis/likelihood/evidence.ts";
import { computeLikelihoodRatio, fitLikelihoodModel } from "../../src/analysis/likelihood/likelihood-model.ts";
import { measureLikelihood } from "../../src/analysis/likelihood/measure-likelihood.ts";
import { createRandom } from "../../src/analysis/random.ts";

const source = { population: "simulated pistols", method: "breech-face-cells", methodVersion: "1.2.3" };

/** Scores about `apart` log-odds apart, and counts of congruent cells of 20. */
function simulatePairs(seed: number, same: number, different: number, apart: number): LikelihoodPair[] {
  const random = createRandom(seed);
  let next = 0;
  const toPair = (sameSource: boolean): LikelihoodPair => {
    const x = (sameSource ? apart / 2 : -apart / 2) + random.normal();
    const score = 1 / (1 + Math.exp(-x));
    const chance = sameSource && apart > 0 ? 0.5 + 0.3 * random.uniform() : 0.03;
    let congruent = 0;
    for (let i = 0; i < 20; i++) congruent += random.uniform() < chance ? 1 : 0;
    // Each pair has firearms of its own.
    const own = `F${next++}`;
    return {
      sameSource,
      score,
      cells: { usable: 20, congruent },
      firearms: [own, sameSource ? own : `${own}, another`],
    };
  };
  return [...Array(same).fill(true), ...Array(different).fill(false)].map(toPair);
}

function judge(fitted: readonly LikelihoodPair[], judged: readonly LikelihoodPair[], kind: "score" | "cells") {
  const model = fitLikelihoodModel(fitted, { ...source, kind });
  const read = (sameSource: boolean): number[] =>
    judged.filter((pair) => pair.sameSource === sameSource).map((pair) => computeLikelihoodRatio(model, pair).log10Lr);
  return { model, figures: measureLikelihood({ same: read(true), different: read(false) }) };
}

describe("a likelihood model", () => {
  it("has a low cost on other firearms of the same kind, for scores and for cells", () => {
    const fitted = simulatePairs(1, 80, 600, 7);
    const judged = simulatePairs(2, 80, 600, 7);
    for (const kind of ["score", "cells"] as const) {
      const { figures } = judge(fitted, judged, kind);
      expect(figures.cllr).toBeLessThan(0.1);
      expect(figures.cllrMin).toBeLessThanOrEqual(figures.cllr);
    }
  });

  it("says nothing where the evidence says nothing", () => {
    const { figures, model } = judge(simulatePairs(3, 300, 300, 0), simulatePairs(4, 300, 300, 0), "score");
    expect(figures.cllr).toBeGreaterThan(0.97);
    expect(figures.cllr).toBeLessThan(1.03);
    expect(model.bounds.upper).toBeLessThan(0.5);
    const { figures: cells } = judge(simulatePairs(3, 300, 300, 0), simulatePairs(4, 300, 300, 0), "cells");
    expect(cells.cllr).toBeGreaterThan(0.97);
    expect(cells.cllr).toBeLessThan(1.03);
  });

  it("reaches less far when fitted on fewer pairs", () => {
    const many = judge(simulatePairs(5, 200, 2000, 8), [], "cells").model.bounds;
    const few = judge(simulatePairs(5, 20, 200, 8), [], "cells").model.bounds;
    expect(few.upper).toBeLessThan(many.upper);
    expect(few.lower).toBeGreaterThan(many.lower);
  });

  it("cuts what goes beyond its bounds and says so", () => {
    const { model } = judge(simulatePairs(6, 50, 500, 8), [], "cells");
    const high = computeLikelihoodRatio(model, { score: 1, cells: { usable: 20, congruent: 20 } });
    expect(high).toEqual({ log10Lr: model.bounds.upper, bounded: true, ...model.bounds });
    const low = computeLikelihoodRatio(model, { score: 0, cells: { usable: 20, congruent: 0 } });
    expect(low).toEqual({ log10Lr: model.bounds.lower, bounded: true, ...model.bounds });
  });

  it("orders as the score does", () => {
    const { model } = judge(simulatePairs(7, 30, 200, 3), [], "score");
    let last = Number.NEGATIVE_INFINITY;
    for (let score = 0; score <= 1; score += 0.005) {
      const { log10Lr } = computeLikelihoodRatio(model, { score, cells: null });
      expect(log10Lr).toBeGreaterThanOrEqual(last);
      last = log10Lr;
    }
    expect(last).toBeGreaterThan(0.5);
  });

  it("gives the same ratio after a trip through JSON, and names its population", () => {
    const pairs = simulatePairs(8, 30, 200, 4);
    for (const kind of ["score", "cells"] as const) {
      const { model } = judge(pairs, [], kind);
      const again = JSON.parse(JSON.stringify(model)) as typeof model;
      expect(again).toEqual(model);
      expect(again).toMatchObject(source);
      expect(again.pairs).toEqual({ same: 30, different: 200 });
      expect(computeLikelihoodRatio(again, pairs[0])).toEqual(computeLikelihoodRatio(model, pairs[0]));
    }
  });

  it("refuses a study with too few pairs, and cells that are none", () => {
    const pairs = simulatePairs(9, 2, 50, 4);
    expect(() => fitLikelihoodModel(pairs, { ...source, kind: "score" })).toThrow(/2 same-source/);
    const lands = simulatePairs(9, 5, 50, 4).map((pair) => ({ ...pair, cells: null }));
    expect(() => fitLikelihoodModel(lands, { ...source, kind: "cells" })).toThrow(/usable cells/);
    const { model } = judge(simulatePairs(9, 5, 50, 4), [], "cells");
    expect(() => computeLikelihoodRatio(model, { score: 0.5, cells: null })).toThrow(/usable cells/);
  });
});

describe("chooseLikelihoodModel", () => {
  it("reads what costs less on the fitted pairs, and the score where there are no cells", () => {
    const clear = simulatePairs(10, 40, 300, 6);
    const random = createRandom(11);
    const blurred = clear.map((pair) => ({ ...pair, score: random.uniform() }));
    expect(chooseLikelihoodModel(blurred, source).density.kind).toBe("cells");
    const uncounted = clear.map((pair) => ({ ...pair, cells: { usable: 20, congruent: random.integer(20) } }));
    expect(chooseLikelihoodModel(uncounted, source).density.kind).toBe("score");
    const lands = clear.map((pair) => ({ ...pair, cells: null }));
    expect(chooseLikelihoodModel(lands, source)).toEqual(fitLikelihoodModel(lands, { ...source, kind: "score" }));
  });
});
