import { describe, expect, it } from "@jest/globals";
import type { ComparisonOutcome } from "../../src/analysis/compare/comparison.ts";
import type { Label } from "../../src/analysis/evaluate/parse-labels.ts";
import { assertDisjoint } from "../../src/cli/evaluate/assert-disjoint.ts";
import { fitOnStudy, judgeStudy } from "../../src/cli/evaluate/judge-likelihood.ts";
import { createFirearmLookup, measureScoreIntervals } from "../../src/cli/evaluate/measure-intervals.ts";
import type { StudyMark } from "../../src/cli/evaluate/prepare-study.ts";
import { scorePairs } from "../../src/cli/evaluate/score-study.ts";

const label = (file: string, firearm: string, region = "BreechFace"): Label => ({
  file,
  exhibit: file,
  region,
  index: null,
  firearm,
  mark: "",
  study: "simulated",
  note: "",
});

/** `firearms` firearms with three exhibits each; outcomes as a comparison would give them, `congruent` of 20 cells. */
function makeStudy(prefix: string, firearms: number, congruent: (sameSource: boolean) => number | null) {
  const marks: StudyMark[] = [];
  for (let firearm = 0; firearm < firearms; firearm++) {
    for (let firing = 0; firing < 3; firing++) {
      marks.push({
        label: label(`${prefix}${firearm}-${firing}`, `${prefix}${firearm}`),
        region: "BreechFace",
        mark: new Uint8Array(),
        vector: new Float32Array(),
        turning: null,
      });
    }
  }
  const outcomes = marks.map((a, i) =>
    marks.map((b, j): ComparisonOutcome | null => {
      if (j <= i) return null;
      const method = { method: "breech-face-cells", methodVersion: "9.8.7" };
      const count = congruent(a.label.firearm === b.label.firearm);
      if (count === null) return { ...method, comparable: false, reason: "too little overlap" };
      return {
        ...method,
        comparable: true,
        score: count / 20,
        pose: { angle: 0, shiftX: 0, shiftY: 0 },
        correlation: count / 20,
        overlap: 1,
        cells: { usable: 20, congruent: count, fraction: count / 20, evidence: [] },
        segments: null,
      };
    }),
  );
  return { marks, scored: scorePairs(marks, outcomes), firearmOf: createFirearmLookup(marks) };
}

describe("assertDisjoint", () => {
  it("takes studies of other firearms", () => {
    expect(() => assertDisjoint([label("a", "F1")], [label("b", "F2")])).not.toThrow();
    // Unknown firearms are not the same firearm.
    expect(() => assertDisjoint([label("a", "")], [label("b", "")])).not.toThrow();
  });

  it.each([
    ["a firearm", [label("a", "F1")], [label("b", "F2"), label("c", "f1")], /firearm "f1"/],
    ["an exhibit", [label("a", "F1")], [label("a", "F2")], /exhibit "a"/],
    ["no region", [label("a", "F1")], [label("b", "F2", "LEA")], /BreechFace, LEA/],
  ])("refuses two that share %s", (_what, fitted, reported, message) => {
    const attempt = () => assertDisjoint(fitted, reported);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ code: "USAGE" }));
  });
});

describe("likelihood ratios from study to study", () => {
  const fitted = makeStudy("A", 4, (same) => (same ? 17 : 0));
  const model = fitOnStudy(fitted.marks, fitted.scored);

  it("names the population and its firearms", () => {
    expect(model.population).toBe(
      "simulated: BreechFace, 12 exhibits of 4 firearms, 12 same-source and 54 different-source pairs, breech-face-cells 9.8.7",
    );
    expect(model).toMatchObject({ method: "breech-face-cells", methodVersion: "9.8.7" });
    // Both kinds tell these apart; then the ratio falls as the list does.
    expect(model.density.kind).toBe("score");
  });

  it("reports low costs and no misleading ratios where the other study is as clear, with their intervals", () => {
    const reported = makeStudy("B", 3, (same) => (same ? 14 : 1));
    const { figures, interval, notComparable } = judgeStudy(model, reported.scored.marks, reported.firearmOf);
    // All same-source ratios at the upper bound, all different-source ones at the lower: costs by hand.
    const { lower, upper } = model.bounds;
    const cost = (Math.log2(1 + 10 ** -upper) + Math.log2(1 + 10 ** lower)) / 2;
    expect(figures.cllr).toBeCloseTo(cost, 9);
    expect(figures).toMatchObject({ cllrMin: 0, misleadingSame: 0, misleadingDifferent: 0 });
    expect(notComparable).toBe(0);
    // Nine and 27 pairs, but of three firearms and three pairs of firearms. Wilson of 0 in 3: z^2 / (n + z^2).
    const z2 = 1.959963984540054 ** 2;
    expect(interval.misleadingSame?.high).toBeCloseTo(z2 / (3 + z2), 9);
    expect(interval.misleadingDifferent?.high).toBeCloseTo(z2 / (3 + z2), 9);
    expect(interval.cllr?.low).toBeCloseTo(cost, 9);
  });

  it("counts misleading ratios, and pairs that are not comparable as no information", () => {
    const swapped = makeStudy("C", 3, (same) => (same ? 0 : 18));
    expect(judgeStudy(model, swapped.scored.marks, swapped.firearmOf).figures).toMatchObject({
      misleadingSame: 1,
      misleadingDifferent: 1,
      cllrMin: 1,
    });
    const silent = makeStudy("D", 3, () => null);
    const judged = judgeStudy(model, silent.scored.marks, silent.firearmOf);
    expect(judged.notComparable).toBe(36);
    expect(judged.figures.cllr).toBeCloseTo(1, 12);
  });

  it("has no figures for an empty class", () => {
    const single = makeStudy("E", 1, () => 17);
    const { figures, interval } = judgeStudy(model, single.scored.marks, single.firearmOf);
    expect(figures).toMatchObject({ cllr: null, misleadingDifferent: null, misleadingSame: 0 });
    expect(interval).toMatchObject({ cllr: null, misleadingDifferent: null });
  });

  it("cannot be fitted on a study without different sources", () => {
    const single = makeStudy("E", 1, () => 17);
    expect(() => fitOnStudy(single.marks, single.scored)).toThrow(
      expect.objectContaining({ code: "STUDY_UNSUITABLE" }),
    );
  });
});

describe("measureScoreIntervals", () => {
  it("has no width for the AUC where no pair is out of order, but some for rank 1", () => {
    const { scored, firearmOf } = makeStudy("F", 4, (same) => (same ? 15 : 1));
    const { auc, rank1 } = measureScoreIntervals(scored.marks, firearmOf);
    expect(auc).toEqual({ low: 1, high: 1 });
    // Wilson of 12 in 12: n / (n + z^2).
    expect(rank1?.low).toBeCloseTo(12 / (12 + 1.959963984540054 ** 2), 9);
  });

  it("is null where there is nothing to measure", () => {
    expect(measureScoreIntervals([], (name) => name)).toEqual({ auc: null, rank1: null });
  });

  it("covers the AUC where one firearm is out of order", () => {
    const { scored, firearmOf } = makeStudy("G", 6, (same) => (same ? 15 : 1));
    const pairs = scored.marks.map((pair) =>
      pair.sameSource && firearmOf(pair.a) === "G0" ? { ...pair, score: 0 } : pair,
    );
    const { auc } = measureScoreIntervals(pairs, firearmOf);
    // Three of eighteen same-source pairs stand below all others.
    expect(auc?.low).toBeLessThan(15 / 18);
    expect(auc?.high).toBeGreaterThan(15 / 18);
  });
});
