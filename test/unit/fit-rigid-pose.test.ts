import { expect, test } from "@jest/globals";
import { fitRigidPose, type PointPair } from "../../src/analysis/compare/fit-rigid-pose.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { wrapAngle } from "../../src/analysis/register/pose.ts";
import { applyPose, type Pose } from "../../src/analysis/surface.ts";

/** Cells over 3 mm, found with an error of `noise` metres each way. */
function placeCells(pose: Pose, count: number, noise: number, seed = 1): PointPair[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const bx = 3e-3 * (random.uniform() - 0.5);
    const by = 3e-3 * (random.uniform() - 0.5);
    const { x, y } = applyPose(pose, bx, by);
    return { bx, by, ax: x + noise * random.normal(), ay: y + noise * random.normal() };
  });
}

function expectPose(found: Pose | null, truth: Pose, shift: number): void {
  if (found === null) throw new Error("no pose");
  expect(Math.abs(wrapAngle(found.angle - truth.angle))).toBeLessThan(shift / 1e-3);
  expect(Math.hypot(found.shiftX - truth.shiftX, found.shiftY - truth.shiftY)).toBeLessThan(shift);
}

const POSE: Pose = { angle: -3.1, shiftX: 4e-4, shiftY: -2e-4 };

test("the rigid fit recovers a pose, exactly where the places are exact", () => {
  expectPose(fitRigidPose(placeCells(POSE, 4, 0)), POSE, 1e-9);
  expectPose(fitRigidPose(placeCells(POSE, 30, 8e-6)), POSE, 8e-6);
  expect(fitRigidPose(placeCells(POSE, 1, 0))).toBeNull();
});

test("angles come back wrapped", () => {
  for (const angle of [Math.PI - 1e-3, -Math.PI + 1e-3, 3 * Math.PI - 1e-3]) {
    const fitted = fitRigidPose(placeCells({ ...POSE, angle }, 12, 0));
    expect(Math.abs(fitted?.angle ?? 9)).toBeLessThanOrEqual(Math.PI);
    expectPose(fitted, { ...POSE, angle }, 1e-9);
  }
});

test("a third of the cells found in wrong places does not pull the fit", () => {
  const pairs = placeCells(POSE, 30, 5e-6);
  const spoiled = pairs.map((pair, i) => (i % 3 === 0 ? { ...pair, ax: pair.ax + 2.5e-4, ay: pair.ay - 1e-4 } : pair));
  expectPose(fitRigidPose(spoiled), POSE, 8e-6);
});

test("points that only a reflection carries over have no pose", () => {
  const mirrored = placeCells(POSE, 12, 3e-6).map((pair) => ({ ...pair, bx: -pair.bx }));
  expect(fitRigidPose(mirrored)).toBeNull();
});

test("points along one line, which a reflection fits as well, keep their pose", () => {
  const line = placeCells(POSE, 8, 0).map(({ bx }) => {
    const { x, y } = applyPose(POSE, bx, 0);
    return { bx, by: 0, ax: x + 1e-6 * Math.sin(1e6 * bx), ay: y - 1e-6 * Math.sin(2e6 * bx) };
  });
  expectPose(fitRigidPose(line), POSE, 4e-6);
});
