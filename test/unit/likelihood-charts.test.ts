import { describe, expect, it } from "@jest/globals";
import { computeRankCurve } from "../../src/analysis/evaluate/rank-curve.ts";
import { computeRanking } from "../../src/analysis/evaluate/ranking.ts";
import { computeRocAuc } from "../../src/analysis/evaluate/roc.ts";
import { computeRocCurve } from "../../src/analysis/evaluate/roc-curve.ts";
import type { ScoredPair } from "../../src/analysis/evaluate/scored-pair.ts";
import { drawCrossEntropyChart } from "../../src/analysis/plot/chart-cross-entropy.ts";
import { type Axis, createChart, makeShareAxis, makeTicks, placeValue } from "../../src/analysis/plot/chart-frame.ts";
import { drawPavChart } from "../../src/analysis/plot/chart-pav.ts";
import { drawRankChart } from "../../src/analysis/plot/chart-rank.ts";
import { drawRocChart } from "../../src/analysis/plot/chart-roc.ts";
import { countShares, drawScoresChart } from "../../src/analysis/plot/chart-scores.ts";
import { drawTippettChart, makeRatioAxis } from "../../src/analysis/plot/chart-tippett.ts";
import { MARK_A, MARK_B, WHITE } from "../../src/analysis/plot/colours.ts";
import type { Picture } from "../../src/analysis/plot/draw-comparison.ts";
import { createRandom } from "../../src/analysis/random.ts";

const words = { notes: ["Study: simulated."] };
const share = makeShareAxis("share");
/** All charts have the same area. */
const blank = createChart({ title: "", notes: [] }, share, share, []);

/** Colour of the pixel where a chart with these axes shows a value pair. */
function colourAt(picture: Picture, x: Axis, y: Axis, atX: number, atY: number): number[] {
  const place = placeValue({ ...blank, x, y }, atX, atY);
  const at = (Math.floor(place.y) * picture.width + Math.floor(place.x)) * 4;
  return [...picture.rgba.subarray(at, at + 3)];
}

describe("computeRocCurve", () => {
  it("steps down the scores, equal ones together", () => {
    expect(computeRocCurve([3, 2], [2, 1])).toEqual([
      { different: 0, same: 0 },
      { different: 0, same: 0.5 },
      { different: 0.5, same: 1 },
      { different: 1, same: 1 },
    ]);
    expect(computeRocCurve([], [1])).toEqual([]);
  });

  it("has the area that is counted from pairs", () => {
    const random = createRandom(5);
    const same = Array.from({ length: 50 }, () => Math.round(8 * (random.uniform() + 0.2)));
    const different = Array.from({ length: 70 }, () => Math.round(8 * random.uniform()));
    const points = computeRocCurve(same, different);
    let area = 0;
    for (let i = 1; i < points.length; i++) {
      area += ((points[i].different - points[i - 1].different) * (points[i].same + points[i - 1].same)) / 2;
    }
    expect(area).toBeCloseTo(computeRocAuc(same, different), 12);
  });
});

describe("computeRankCurve", () => {
  const pair = (a: string, b: string, sameSource: boolean, score: number): ScoredPair => ({ a, b, sameSource, score });
  const pairs = [pair("a", "b", true, 0.5), pair("a", "c", false, 0.7), pair("b", "c", false, 0.5)];

  it("says where the best mate stands, ties against it", () => {
    // a: c before b, rank 2; b: c ties with a, rank 2; c has no mate.
    expect(computeRankCurve(pairs, 3)).toEqual([0, 1, 1]);
    expect(computeRankCurve([...pairs, pair("b", "d", true, 0.9)], 3)).toEqual([2 / 3, 1, 1]);
  });

  it("begins with the rank 1 of the ranking", () => {
    const random = createRandom(2);
    const many: ScoredPair[] = [];
    for (let i = 0; i < 12; i++) {
      for (let j = i + 1; j < 12; j++) many.push(pair(`${i}`, `${j}`, i % 3 === j % 3, random.uniform()));
    }
    expect(computeRankCurve(many, 5)[0]).toBeCloseTo(computeRanking(many).rank1, 12);
  });
});

describe("axes", () => {
  it("ticks land on round numbers", () => {
    expect(makeTicks(0, 1, 0.2, 1).map((tick) => tick.text)).toEqual(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
    expect(makeTicks(-2, 2, 1, 0).map((tick) => tick.text)).toEqual(["-2", "-1", "0", "1", "2"]);
  });

  it("the axis of ratios holds both bounds", () => {
    expect(makeRatioAxis("", { lower: -1.9, upper: 2.6 })).toMatchObject({ low: -3, high: 3 });
    expect(makeRatioAxis("", { lower: 0, upper: 0 })).toMatchObject({ low: -1, high: 1 });
  });

  it("a chart grows with its notes", () => {
    const long = createChart({ title: "T", notes: ["word ".repeat(200)] }, share, share, []);
    const short = createChart({ title: "T", notes: ["word"] }, share, share, []);
    expect(long.canvas.height).toBeGreaterThan(short.canvas.height + 40);
    expect(long.canvas.width).toBe(1200);
  });
});

describe("charts show what they are given", () => {
  it("scores: a bar as high as the share of its bin", () => {
    expect(countShares([0, 0.01, 0.5, 1])).toMatchObject({ 0: 0.5, 20: 0.25, 39: 0.25 });
    const picture = drawScoresChart([0.91, 0.92, 0.62, 0.62], [0.11], words);
    const x = { label: "", low: 0, high: 1, ticks: [] };
    const y = { label: "", low: 0, high: 1.04, ticks: [] };
    const inside = colourAt(picture, x, y, 0.915, 0.42);
    expect(inside).not.toEqual([...WHITE]);
    expect(inside[2]).toBeGreaterThan(inside[0]);
    expect(colourAt(picture, x, y, 0.915, 0.55)).toEqual([...WHITE]);
    const different = colourAt(picture, x, y, 0.11, 0.95);
    expect(different[0]).toBeGreaterThan(different[2]);
  });

  it("ROC: along the upper left corner where the classes are apart, on the diagonal where they are not", () => {
    const apart = drawRocChart([{ name: "comparison", same: [0.9, 0.8], different: [0.1] }], words);
    expect(colourAt(apart, share, share, 0.5, 1)).toEqual([...MARK_B]);
    expect(colourAt(apart, share, share, 0, 0.5)).toEqual([...MARK_B]);
    const alike = drawRocChart([{ name: "comparison", same: [0.5], different: [0.5] }], words);
    expect(colourAt(alike, share, share, 0.5, 0.5)).toEqual([...MARK_B]);
    expect(colourAt(alike, share, share, 0.5, 1)).not.toEqual([...MARK_B]);
  });

  it("ranks: the dot of each rank", () => {
    const pairs = [
      { a: "a", b: "b", sameSource: true, score: 0.5 },
      { a: "a", b: "c", sameSource: false, score: 0.7 },
    ];
    const x = { label: "", low: 0.5, high: 20.5, ticks: [] };
    const picture = drawRankChart([{ name: "comparison", pairs }], words);
    // b finds a at rank 1, a finds b at rank 2.
    expect(colourAt(picture, x, share, 1, 0.5)).toEqual([...MARK_B]);
    expect(colourAt(picture, x, share, 2, 1)).toEqual([...MARK_B]);
    expect(colourAt(picture, x, share, 20, 1)).toEqual([...MARK_B]);
  });

  it("Tippett: each class falls at its ratios", () => {
    const bounds = { lower: -2, upper: 2 };
    const axis = makeRatioAxis("", bounds);
    const picture = drawTippettChart({ same: [1.5, 1.5, 0.5], different: [-1.5] }, bounds, words);
    expect(colourAt(picture, axis, share, 1, 2 / 3)).toEqual([...MARK_B]);
    expect(colourAt(picture, axis, share, 1.5, 0.3)).toEqual([...MARK_B]);
    // Dashed: some of the fall is drawn, some is not.
    const fall = Array.from({ length: 60 }, (_, i) => colourAt(picture, axis, share, -1.5, 0.2 + i * 0.01).join());
    expect(fall).toContain(MARK_A.join());
    expect(fall).toContain(WHITE.join());
  });

  it("PAV: on the diagonal where calibrated, at the ends where infinite", () => {
    const bounds = { lower: -1, upper: 1 };
    // Ratios of 1/3 and 3: a quarter of those below are of the same source, three quarters of those above.
    const third = Math.log10(3);
    const same = [third, third, third, -third];
    const different = [-third, -third, -third, third];
    const y = { label: "", low: -3.3, high: 3.3, ticks: [] };
    const calibrated = drawPavChart({ same, different }, bounds, words);
    expect(colourAt(calibrated, makeRatioAxis("", bounds), y, third, third)).toEqual([...MARK_B]);
    const apart = drawPavChart({ same: [1], different: [-1] }, bounds, words);
    expect(colourAt(apart, makeRatioAxis("", bounds), y, 1, 3)).toEqual([...MARK_B]);
    expect(colourAt(apart, makeRatioAxis("", bounds), y, -1, -3)).toEqual([...MARK_B]);
    // No line leads from one infinity to the other.
    expect(colourAt(apart, makeRatioAxis("", bounds), y, 0.5, 1.5)).toEqual([...WHITE]);
  });

  it("cross-entropy: the ratios' cost at even odds is Cllr", () => {
    const picture = drawCrossEntropyChart({ same: [1], different: [-1] }, words);
    const x = { label: "", low: -2.5, high: 2.5, ticks: [] };
    const y = { label: "", low: -0.02, high: 1.04, ticks: [] };
    expect(colourAt(picture, x, y, 0, Math.log2(1.1))).toEqual([...MARK_B]);
    expect(colourAt(picture, x, y, 0, 0.5)).not.toEqual([...MARK_B]);
  });
});
