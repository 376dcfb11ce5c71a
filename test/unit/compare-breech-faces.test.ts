import { beforeAll, describe, expect, test } from "@jest/globals";
import { compareBreechFaces, createBreechFaceQuery } from "../../src/analysis/compare/compare-breech-faces.ts";
import { compareMarks } from "../../src/analysis/compare/compare-marks.ts";
import type { Comparison, ComparisonOutcome } from "../../src/analysis/compare/comparison.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { decodePreparedMark, encodePreparedMark } from "../../src/analysis/compare/prepared-mark-codec.ts";
import { warpSurface } from "../../src/analysis/filter/warp-surface.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { invertPose, wrapAngle } from "../../src/analysis/register/pose.ts";
import { createNoiseGrid } from "../../src/analysis/simulate/noise-field.ts";
import type { Pose, Surface } from "../../src/analysis/surface.ts";

const GRID = { width: 360, height: 360, increment: 12.5e-6 };
const TURN: Pose = { angle: 2.4, shiftX: 180e-6, shiftY: -120e-6 };

/** A ring of 1.7 mm with a random texture of 60-200 um, drawn as many waves: known everywhere, so a turned copy is exact. */
function makeMark(seed: number, noise = 0, keep: (x: number, y: number) => boolean = () => true): Surface {
  const random = createRandom(seed);
  const waves = Array.from({ length: 60 }, () => {
    const length = 60e-6 + 140e-6 * random.uniform();
    const direction = 2 * Math.PI * random.uniform();
    const k = (2 * Math.PI) / length;
    return { kx: k * Math.cos(direction), ky: k * Math.sin(direction), phase: 2 * Math.PI * random.uniform() };
  });
  const grain = createRandom(seed * 7 + 1);
  const values = new Float32Array(GRID.width * GRID.height).fill(Number.NaN);
  for (let row = 0; row < GRID.height; row++) {
    for (let column = 0; column < GRID.width; column++) {
      const x = (column - (GRID.width - 1) / 2) * GRID.increment;
      const y = (row - (GRID.height - 1) / 2) * GRID.increment;
      const radius = Math.hypot(x, y);
      if (radius > 1.7e-3 || radius < 0.7e-3 || !keep(x, y)) continue;
      let z = noise * (grain.uniform() - 0.5);
      for (const { kx, ky, phase } of waves) z += 1e-7 * Math.cos(kx * x + ky * y + phase);
      values[row * GRID.width + column] = z;
    }
  }
  const { width, height } = GRID;
  return { width, height, incrementX: GRID.increment, incrementY: GRID.increment, values, kind: "topography" };
}

const prepare = (surface: Surface, scaleKnown = true): PreparedMark =>
  prepareMark(surface, "BreechFace", { scaleKnown });

function expectComparison(outcome: ComparisonOutcome): Comparison {
  if (!outcome.comparable) throw new Error(outcome.reason);
  return outcome;
}

function expectSamePose(found: Pose, truth: Pose): void {
  expect(Math.abs(wrapAngle(found.angle - truth.angle))).toBeLessThan(0.01);
  expect(Math.hypot(found.shiftX - truth.shiftX, found.shiftY - truth.shiftY)).toBeLessThan(15e-6);
}

let original: PreparedMark;
let turned: PreparedMark;
let stranger: PreparedMark;

beforeAll(() => {
  const surface = makeMark(1);
  original = prepare(surface);
  turned = prepare(warpSurface(surface, TURN, GRID));
  stranger = prepare(makeMark(2));
});

test("a turned and shifted copy is found, with its pose and with congruent cells", () => {
  const outcome = expectComparison(compareBreechFaces(turned, original));
  expectSamePose(outcome.pose, TURN);
  expect(outcome.correlation).toBeGreaterThan(0.9);
  expect(outcome.cells?.fraction).toBeGreaterThan(0.9);
  expect(outcome.score).toBeGreaterThan(0.9);
  for (const cell of outcome.cells?.evidence ?? []) if (cell.congruent) expect(cell.correlation).toBeGreaterThan(0.45);
});

test("exchanging the two gives the inverse pose and nearly the same score", () => {
  const there = expectComparison(compareMarks(turned, original));
  const back = expectComparison(compareMarks(original, turned));
  expectSamePose(back.pose, invertPose(there.pose));
  expect(Math.abs(back.score - there.score)).toBeLessThan(0.03);
});

test("another texture has at most two congruent cells and a low score", () => {
  const outcome = expectComparison(compareBreechFaces(turned, stranger));
  expect(outcome.cells?.congruent).toBeLessThanOrEqual(2);
  expect(outcome.score).toBeLessThan(0.3);
});

test("half a mark is still found, far off centre", () => {
  const half = prepare(makeMark(1, 0, (x) => x > 0));
  expectSamePose(expectComparison(compareBreechFaces(turned, half)).pose, TURN);
});

// A sum of waves resembles its own inverse half a wave along: other seeds of this texture score up to .34, 30 waves up to .65.
test("inverted heights do not match: the correlation keeps its sign", () => {
  const surface = makeMark(1);
  const inverted = prepare({ ...surface, values: surface.values.map((z) => -z) });
  expect(expectComparison(compareBreechFaces(turned, inverted)).score).toBeLessThan(0.3);
});

test("a mirrored mark does not match", () => {
  const surface = makeMark(1);
  const mirrored = surface.values.map(
    (_, i) => surface.values[i - (i % GRID.width) + GRID.width - 1 - (i % GRID.width)],
  );
  expect(expectComparison(compareBreechFaces(turned, prepare({ ...surface, values: mirrored }))).score).toBeLessThan(
    0.3,
  );
});

test("a query gives every candidate what a single comparison gives", () => {
  const query = createBreechFaceQuery(turned);
  query.compareWith(stranger);
  expect(query.compareWith(original)).toEqual(compareBreechFaces(turned, original));
});

test("a quick look goes on to the end with a mate, tells a refusal, and puts off what is registered no better than by chance", () => {
  const query = createBreechFaceQuery(turned);
  expect(query.compareIfPromising(original)).toEqual(query.compareWith(original));
  const unscaled = { ...original, scaleKnown: false };
  expect(query.compareIfPromising(unscaled)).toEqual(query.compareWith(unscaled));
  const [own, ...strangers] = [11, 12, 13, 14, 15, 16, 17].map((seed) => prepare(makeGrain(seed)));
  const plain = createBreechFaceQuery(own);
  const putOff = strangers.filter((mark) => plain.compareIfPromising(mark) === null);
  expect(putOff.length).toBeGreaterThan(0);
  for (const mark of putOff) {
    const whole = plain.compareWith(mark);
    if (whole.comparable) expect(whole.score).toBeLessThan(0.2);
  }
});

/** A ring of grain; the waves of `makeMark` register better than chance with any others. */
function makeGrain(seed: number): Surface {
  const heights = createNoiseGrid(createRandom(seed), 300, 300, 12.5e-6, { shortest: 40e-6, longest: 240e-6 });
  const values = heights.map((height, at) => {
    const distance = 12.5e-6 * Math.hypot((at % 300) - 150, Math.floor(at / 300) - 150);
    return distance < 0.8e-3 || distance > 1.75e-3 ? Number.NaN : 1e-6 * height;
  });
  return { width: 300, height: 300, incrementX: 12.5e-6, incrementY: 12.5e-6, values, kind: "topography" };
}

describe("what cannot be compared says why", () => {
  const reasonOf = (outcome: ComparisonOutcome): string => (outcome.comparable ? "" : outcome.reason);

  test("unknown scale, another kind, another region, another preparation", () => {
    expect(reasonOf(compareMarks(turned, { ...original, scaleKnown: false }))).toMatch(/scale/);
    const image: PreparedMark = { ...original, surface: { ...original.surface, kind: "reflectance" } };
    expect(reasonOf(compareMarks(turned, image))).toMatch(/image-band-pass .* is needed/);
    expect(reasonOf(compareMarks(turned, { ...original, region: "FiringPinImpression" }))).toMatch(/regions/);
    expect(reasonOf(compareMarks(turned, { ...original, preparationVersion: "0" }))).toMatch(/prepared/);
  });

  test("no data, hardly any data, far too much, no texture", () => {
    const surface = makeMark(1);
    const empty = { ...original.surface, values: original.surface.values.map(() => Number.NaN) };
    expect(reasonOf(compareMarks(turned, { ...original, surface: empty }))).toMatch(/no data/);
    expect(
      reasonOf(
        compareMarks(turned, prepare(makeMark(1, 0, (x, y) => x > 0.9e-3 && x < 1.5e-3 && Math.abs(y) < 0.2e-3))),
      ),
    ).toMatch(/cells/);
    const far = Float32Array.from({ length: 1300 * 40 }, (_, i) => i % 7);
    const band: PreparedMark = { ...original, surface: { ...original.surface, width: 1300, height: 40, values: far } };
    expect(reasonOf(compareMarks(turned, band))).toMatch(/too large/);
    const flat = prepare({ ...surface, values: surface.values.map((z) => (Number.isNaN(z) ? z : 0)) });
    expect(reasonOf(compareMarks(turned, flat))).toMatch(/texture/);
  });
});

test("stored marks come back within half a step, byte for byte the same each time", () => {
  const bytes = encodePreparedMark(turned);
  expect(encodePreparedMark(turned)).toEqual(bytes);
  const back = decodePreparedMark(bytes);
  expect({ ...back, surface: { ...back.surface, values: null } }).toEqual({
    ...turned,
    surface: { ...turned.surface, values: null },
  });
  back.surface.values.forEach((value, i) => {
    const kept = turned.surface.values[i];
    if (Number.isNaN(kept)) expect(value).toBeNaN();
    else expect(Math.abs(value - kept)).toBeLessThan(1e-4);
  });
  expect(() => decodePreparedMark(bytes.subarray(1))).toThrow(/version/);
  expect(() => decodePreparedMark(bytes.subarray(0, bytes.length - 2))).toThrow(/bytes/);
});
