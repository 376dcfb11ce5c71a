import { beforeAll, describe, expect, test } from "@jest/globals";
import { BREECH_FACE_CELLS } from "../../src/analysis/compare/cell-method.ts";
import { compareMarks } from "../../src/analysis/compare/compare-marks.ts";
import type { Comparison } from "../../src/analysis/compare/comparison.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { wrapAngle } from "../../src/analysis/register/pose.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import type { Surface } from "../../src/analysis/surface.ts";

type Keep = (x: number, y: number) => boolean;

/** What is kept is told in metres of the firearm's own frame: the same part of the breech face in every firing. */
function fire(firearm: ReturnType<typeof simulateFirearm>, seed: number, rotation: number, keep: Keep): PreparedMark {
  const place = { rotation, shiftX: 60e-6, shiftY: -40e-6, contact: 0.9 };
  const surface: Surface = simulateBreechFaceFiring(firearm, seed, place);
  const { width, height, incrementX: pitch } = surface;
  const values = surface.values.map((z, i) => {
    const x = ((i % width) - (width - 1) / 2) * pitch - place.shiftX;
    const y = (Math.floor(i / width) - (height - 1) / 2) * pitch - place.shiftY;
    const cos = Math.cos(rotation);
    const sin = Math.sin(rotation);
    return keep(cos * x + sin * y, cos * y - sin * x) ? z : Number.NaN;
  });
  return prepareMark({ ...surface, values }, "BreechFace", { scaleKnown: true });
}

function expectComparison(a: PreparedMark, b: PreparedMark): Comparison {
  const outcome = compareMarks(a, b);
  if (!outcome.comparable) throw new Error(outcome.reason);
  return outcome;
}

const all: Keep = () => true;
const own = simulateFirearm(11, { make: "Guaiacum" });
let whole: PreparedMark;
let again: PreparedMark;
let stranger: PreparedMark;

beforeAll(() => {
  whole = fire(own, 1, 0.4, all);
  again = fire(own, 2, -2.2, all);
  stranger = fire(simulateFirearm(12, { make: "Guaiacum" }), 1, 1.3, all);
});

test("two firings: the cells of both directions come together, and say how well", () => {
  const { cells, correlation, chance = 1, pose, score } = expectComparison(whole, again);
  expect(Math.abs(wrapAngle(pose.angle - 2.6))).toBeLessThan(0.02);
  expect(correlation).toBeGreaterThan(3 * chance);
  expect(score).toBeGreaterThan(0.6);
  const { shiftTolerance, angleTolerance } = BREECH_FACE_CELLS;
  expect(cells?.convergence?.reached).toBe(true);
  expect(cells?.convergence?.forward).toBeLessThan(shiftTolerance / 2);
  expect(cells?.convergence?.backward).toBeLessThan(shiftTolerance / 2);
  expect(cells?.convergence?.angleDifference).toBeLessThan(angleTolerance / 5);
  expect(cells?.dispersion).toBeLessThan(shiftTolerance / 2);
  expect(cells?.areaFraction).toBeGreaterThan(0.6);
  // The stored evidence holds the counts: they can be made from it again.
  const of = (direction: string) =>
    cells?.evidence.filter((cell) => cell.direction === direction && cell.congruent).length;
  expect(cells?.congruent).toBe(Math.min(of("forward") ?? 0, of("backward") ?? 0));
});

test("another firearm of the make: no convergence, and nothing beyond chance", () => {
  const { cells, score } = expectComparison(whole, stranger);
  expect(cells?.convergence?.reached).toBe(false);
  expect(cells?.convergence?.forward).toBeGreaterThan(BREECH_FACE_CELLS.shiftTolerance);
  expect(cells?.congruent).toBeLessThanOrEqual(3);
  expect(score).toBeLessThan(0.15);
});

test("both orders converge alike", () => {
  const there = expectComparison(whole, again).cells;
  const back = expectComparison(again, whole).cells;
  expect(Math.abs((there?.convergence?.forward ?? 1) - (back?.convergence?.backward ?? 0))).toBeLessThan(3e-6);
  expect(Math.abs((there?.areaFraction ?? 1) - (back?.areaFraction ?? 0))).toBeLessThan(0.1);
});

describe("halves of one breech face", () => {
  const side =
    (angle: number, level = 0): Keep =>
    (x, y) =>
      x * Math.cos(angle) + y * Math.sin(angle) > level;

  test.each([
    ["the same half", 0],
    ["two thirds of it", Math.PI / 3],
    ["a third of it", (2 * Math.PI) / 3],
  ])("%s in common: found, and above every other firearm", (_name, turn) => {
    const half = fire(own, 1, 0.4, side(0));
    const other = fire(own, 2, -2.2, side(turn));
    const { cells, overlap, pose, score } = expectComparison(half, other);
    expect(Math.abs(wrapAngle(pose.angle - 2.6))).toBeLessThan(0.03);
    expect(overlap).toBeGreaterThan(0.8 - turn / Math.PI);
    // Cells outside the common area are not held against the pair.
    expect(cells?.fraction).toBeGreaterThan(0.6);
    const rival = compareMarks(half, fire(simulateFirearm(12, { make: "Guaiacum" }), 1, 1.3, side(turn)));
    expect(score).toBeGreaterThan(0.3 + (rival.comparable ? rival.score : 0));
  });

  test("less than a fifth in common is refused as that", () => {
    const wedge =
      (from: number, to: number): Keep =>
      (x, y) => {
        const angle = (Math.atan2(y, x) * 180) / Math.PI;
        const turned = angle < 0 ? angle + 360 : angle;
        return turned >= from && turned < to;
      };
    // Two cuts of one scan that share 29 of 170 degrees, less the rims: found beyond doubt, but too little to say anything.
    const outcome = compareMarks(fire(own, 1, 0.4, wedge(0, 170)), fire(own, 1, 0.4, wedge(141, 306)));
    expect(outcome.comparable ? `overlap ${outcome.overlap}` : outcome.reason).toMatch(/less than 20 %/);
  });
});
