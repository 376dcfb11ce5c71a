import { expect, test } from "@jest/globals";
import type { Comparison } from "../../src/analysis/compare/comparison.ts";
import { applyPose } from "../../src/analysis/surface.ts";
import { swapSides } from "../../src/usecases/analysis/swap-sides.ts";

const base = { comparable: true, methodVersion: "1", score: 0.7, correlation: 0.6, overlap: 0.8 } as const;
const AREAL: Comparison = {
  ...base,
  method: "cells",
  pose: { angle: 2.1, shiftX: 3e-4, shiftY: -1e-4 },
  segments: null,
  cells: {
    usable: 2,
    congruent: 1,
    fraction: 0.5,
    evidence: [
      {
        direction: "forward",
        x: 1e-4,
        y: 2e-4,
        size: 4.5e-4,
        pose: { angle: 2, shiftX: 1e-4, shiftY: 0 },
        correlation: 0.5,
        congruent: true,
      },
      {
        direction: "backward",
        x: -1e-4,
        y: 0,
        size: 4.5e-4,
        pose: { angle: -1, shiftX: 0, shiftY: 2e-4 },
        correlation: 0.2,
        congruent: false,
      },
    ],
  },
};
const STRIATED: Comparison = {
  ...base,
  method: "profile",
  pose: { angle: 0, shiftX: 4e-5, shiftY: 0 },
  stretch: 1.03,
  cells: null,
  segments: [{ start: -5e-4, length: 7.5e-5, lag: 4e-5, correlation: 0.9, congruent: true }],
};

function expectClose(found: unknown, expected: unknown): void {
  if (typeof expected === "number") expect(Math.abs(Number(found) - expected)).toBeLessThan(1e-12);
  else if (expected !== null && typeof expected === "object") {
    expect(Object.keys(found as object).sort()).toEqual(Object.keys(expected).sort());
    for (const [key, value] of Object.entries(expected)) expectClose((found as Record<string, unknown>)[key], value);
  } else expect(found).toBe(expected);
}

const CONVERGED: Comparison = {
  ...AREAL,
  cells: {
    usable: 0,
    congruent: 0,
    fraction: 0,
    areaFraction: 0.5,
    dispersion: 8e-6,
    convergence: { forward: 5e-6, backward: 9e-6, angleDifference: 0.01, reached: true },
    evidence: [],
  },
};

test("what each direction's cells say changes sides too", () => {
  const swapped = swapSides(CONVERGED) as Comparison;
  expect(swapped.cells?.convergence).toEqual({ forward: 9e-6, backward: 5e-6, angleDifference: 0.01, reached: true });
  expect(swapped.cells?.dispersion).toBe(8e-6);
  const older = swapSides(AREAL) as Comparison;
  expect(older.cells).not.toHaveProperty("convergence");
  expect(older.cells).not.toHaveProperty("dispersion");
});

test.each([
  ["cells", AREAL],
  ["cells that converge", CONVERGED],
  ["profiles", STRIATED],
])("swapping twice tells the same (%s)", (_name, comparison) => {
  expectClose(swapSides(swapSides(comparison)), comparison);
});

test("the pose moves a point back to where it came from", () => {
  const swapped = swapSides(AREAL) as Comparison;
  const moved = applyPose(AREAL.pose, 1e-4, -2e-4);
  const back = applyPose(swapped.pose, moved.x, moved.y);
  expectClose(back, { x: 1e-4, y: -2e-4 });
});

test("a cell of A sought in B becomes a cell of B sought in A, in its own place", () => {
  const swapped = swapSides(AREAL) as Comparison;
  expect(swapped.cells?.evidence.map((cell) => [cell.direction, cell.x, cell.y, cell.congruent])).toEqual([
    ["backward", 1e-4, 2e-4, true],
    ["forward", -1e-4, 0, false],
  ]);
  expect([swapped.score, swapped.cells?.congruent, swapped.overlap]).toEqual([0.7, 1, 0.8]);
});

test("a stretch of a profile lies where it was found", () => {
  const segment = (swapSides(STRIATED) as Comparison).segments?.[0];
  if (segment === undefined) throw new Error("no segment");
  // In A it lies about -462.5 um and was found 40 um before that in B.
  expect(segment.start + segment.length / 2).toBeCloseTo(-5.025e-4, 9);
  expect(segment.lag).toBeCloseTo(-4e-5, 9);
  expect(segment.length).toBeCloseTo(7.5e-5 / 1.03, 9);
});

test("what is not comparable stays so", () => {
  const refused = { comparable: false, method: "m", methodVersion: "1", reason: "too few cells" } as const;
  expect(swapSides(refused)).toBe(refused);
});
