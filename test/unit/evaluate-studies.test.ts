import { describe, expect, it } from "@jest/globals";
import type { ComparisonOutcome } from "../../src/analysis/compare/comparison.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import type { Label } from "../../src/analysis/evaluate/parse-labels.ts";
import { drawPose, rotateSurfaceAtRandom } from "../../src/analysis/evaluate/rotate-surface.ts";
import { scoreBulletStudy, scoreLandOutcomes } from "../../src/analysis/evaluate/score-bullet-study.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import type { Surface } from "../../src/analysis/surface.ts";

describe("rotateSurfaceAtRandom", () => {
  /** A smooth hill on a wide flat border, with a hole. */
  const width = 80;
  const height = 60;
  const values = Float32Array.from({ length: width * height }, (_, i) => {
    const x = (i % width) - 30;
    const y = Math.floor(i / width) - 35;
    return Math.exp(-(x * x + y * y) / 80);
  });
  values[10 * width + 60] = Number.NaN;
  const scan: Surface = { width, height, incrementX: 5e-6, incrementY: 5e-6, values, kind: "topography" };

  it("turns over the full circle and loses nothing but what touches the hole", () => {
    const total = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
    const angles: number[] = [];
    for (let seed = 0; seed < 20; seed++) {
      const turned = rotateSurfaceAtRandom(scan, createRandom(seed));
      angles.push(drawPose(scan, createRandom(seed)).angle);
      const present = turned.values.filter((value) => !Number.isNaN(value));
      expect(present.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 0);
      // The border of a turned scan loses half a point all around: 280 points of 4,800, and the hole up to 9.
      expect(present.length).toBeGreaterThan(width * height - 160);
      expect(turned.incrementX).toBe(5e-6);
    }
    expect(Math.min(...angles)).toBeLessThan(-Math.PI / 2);
    expect(Math.max(...angles)).toBeGreaterThan(Math.PI / 2);
  });

  it("does the same for the same seed", () => {
    expect(rotateSurfaceAtRandom(scan, createRandom(3))).toEqual(rotateSurfaceAtRandom(scan, createRandom(3)));
  });
});

function outcome(score: number): ComparisonOutcome {
  return {
    comparable: true,
    method: "land-profile",
    methodVersion: "1",
    score,
    pose: { angle: 0, shiftX: 0, shiftY: 0 },
    correlation: score,
    overlap: 1,
    cells: null,
    segments: [],
  };
}

function label(exhibit: string, index: number, firearm: string, mark = ""): Label {
  return { file: `${exhibit}-L${index}`, exhibit, region: "LEA", index, firearm, mark, study: "", note: "" };
}

describe("scoreLandOutcomes", () => {
  const labels = ["p", "q", "r"].flatMap((exhibit) =>
    [1, 2, 3].map((index) => label(exhibit, index, exhibit === "r" ? "other" : "gun")),
  );
  /** Land i of p meets land i + 1 of q. */
  const outcomes = labels.map((a, i) =>
    labels.map((b, j) =>
      j <= i
        ? null
        : outcome(a.exhibit === "p" && b.exhibit === "q" && (a.index ?? 0) % 3 === (b.index ?? 0) - 1 ? 0.9 : 0.1),
    ),
  );

  it("takes the truth of unnamed lands from the phase of their bullets", () => {
    const study = scoreLandOutcomes(labels, outcomes);
    expect(study.landPairs).toHaveLength(36);
    expect(study.landPairs.filter((pair) => pair.sameSource).map(({ a, b }) => `${a} ${b}`)).toEqual([
      "p-L1 q-L2",
      "p-L2 q-L3",
      "p-L3 q-L1",
    ]);
    expect(study.bulletPairs.map(({ a, b, sameSource }) => [a, b, sameSource])).toEqual([
      ["p", "q", true],
      ["p", "r", false],
      ["q", "r", false],
    ]);
    expect(study.bulletPairs[0].match).toMatchObject({ phase: 1, landScore: expect.closeTo(0.9, 9) });
    // Three land pairs at .9 over all others at .1.
    expect(study.bulletPairs[0].score).toBeCloseTo((0.8 * 3) / 4 / 0.65, 9);
  });

  it("goes by the marks where they are named, and lists what was not comparable", () => {
    const named = labels.map((each) => ({ ...each, mark: `${each.firearm}-${each.index}` }));
    const refused = outcomes.map((row) => [...row]);
    refused[0][1] = { comparable: false, method: "land-profile", methodVersion: "1", reason: "damaged" };
    const study = scoreLandOutcomes(named, refused);
    expect(study.landPairs.filter((pair) => pair.sameSource).map(({ a, b }) => `${a} ${b}`)).toEqual([
      "p-L1 q-L1",
      "p-L2 q-L2",
      "p-L3 q-L3",
    ]);
    expect(study.failures).toEqual([{ a: "p-L1", b: "p-L2", reason: "damaged" }]);
    expect(study.landPairs[0].score).toBe(0);
  });
});

describe("scoreBulletStudy", () => {
  it("puts two bullets of one simulated barrel above two barrels", () => {
    const firearms = [simulateFirearm(61), simulateFirearm(62)];
    const lands = [
      [0, 1],
      [0, 2],
      [1, 1],
    ].flatMap(([gun, seed]) =>
      [1, 2, 3].map((index) => ({
        label: label(`${gun}-${seed}`, index, `gun-${gun}`),
        mark: prepareLand(simulateLandFiring(firearms[gun], index - 1, seed), { scaleKnown: true }),
      })),
    );
    const { bulletPairs, failures } = scoreBulletStudy(lands);
    const same = bulletPairs.filter((pair) => pair.sameSource).map((pair) => pair.score);
    const different = bulletPairs.filter((pair) => !pair.sameSource).map((pair) => pair.score);
    expect(failures).toEqual([]);
    expect(same).toHaveLength(1);
    expect(same[0]).toBeGreaterThan(Math.max(...different) + 0.2);
  });
});
