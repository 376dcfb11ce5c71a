import { expect, test } from "@jest/globals";
import { findBreechFace } from "../../src/analysis/segment/find-breech-face.ts";
import { labelComponents } from "../../src/analysis/segment/label-components.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const SIDE = 300;
const INCREMENT = 20e-6;

/** A case head: primer of 2.1 mm radius with a firing-pin hole of 0.5 mm at its middle, a gap 150 um deep around it. */
function makeHead(z: (radius: number) => number): Surface {
  const values = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < values.length; i++) {
    const x = ((i % SIDE) - 140) * INCREMENT;
    const y = (Math.floor(i / SIDE) - 155) * INCREMENT;
    values[i] = z(Math.hypot(x, y));
  }
  return { width: SIDE, height: SIDE, incrementX: INCREMENT, incrementY: INCREMENT, values, kind: "topography" };
}

test("the mark is the primer without its hole and rims", () => {
  const head = makeHead((r) => (r < 0.5e-3 ? -150e-6 : r < 2.1e-3 ? 5e-6 : r < 2.6e-3 ? -150e-6 : 30e-6));
  const found = findBreechFace(head);
  expect(found?.primerDiameter).toBeGreaterThan(4.1e-3);
  expect(found?.primerDiameter).toBeLessThan(4.3e-3);
  expect(found?.confidence).toBeGreaterThan(0.8);
  const row = 155 * SIDE + 140;
  const isKept = (radius: number) =>
    !Number.isNaN(found?.surface.values[row + Math.round(radius / INCREMENT)] ?? Number.NaN);
  expect([0, 0.4e-3, 0.55e-3, 0.8e-3, 1.5e-3, 1.9e-3, 2.05e-3, 2.4e-3, 2.9e-3].map(isKept)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test("a scan without a primer of plausible size is left alone", () => {
  expect(findBreechFace(makeHead((r) => 2e-6 * Math.sin(r / 50e-6)))).toBeNull();
  expect(findBreechFace(makeHead((r) => (r < 0.6e-3 ? 100e-6 : 0)))).toBeNull();
  expect(findBreechFace(makeHead(() => Number.NaN))).toBeNull();
});

test("regions that touch only at corners are two", () => {
  const { components } = labelComponents(Uint8Array.from([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]), 4, 4);
  expect(components.map(({ count, touchesBorder }) => [count, touchesBorder])).toEqual([
    [1, false],
    [1, false],
  ]);
});
