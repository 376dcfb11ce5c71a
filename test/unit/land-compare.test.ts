import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Comparison, ComparisonOutcome } from "../../src/analysis/compare/comparison.ts";
import { compareLands, createLandQuery } from "../../src/analysis/compare/land-compare.ts";
import { transposeSurface } from "../../src/analysis/compare/land-orientation.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { smoothProfile } from "../../src/analysis/compare/smooth-profile.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";

const firearm = simulateFirearm(41);
const other = simulateFirearm(42);
const PITCH = 2.5e-6;

function expectComparison(outcome: ComparisonOutcome): Comparison {
  if (!outcome.comparable) throw new Error(outcome.reason);
  return outcome;
}

/** A mark made by hand: `draw(x)` is the profile at x metres from the grid centre, missing outside -half..half. */
function makeMark(count: number, half: number, draw: (x: number) => number): PreparedMark {
  const profile = Float32Array.from({ length: count }, (_, i) => {
    const x = (i - (count - 1) / 2) * PITCH;
    return Math.abs(x) <= half ? draw(x) : Number.NaN;
  });
  return {
    preparation: "land-striae",
    preparationVersion: "1",
    region: "LEA",
    surface: { width: count, height: 1, incrementX: PITCH, incrementY: PITCH, values: profile, kind: "topography" },
    profile,
    scaleKnown: true,
  };
}

/** A random curve that can be read anywhere. */
function makeCurve(seed: number): (x: number) => number {
  const random = createRandom(seed);
  const samples = smoothProfile(
    Float32Array.from({ length: 2000 }, () => random.normal()),
    20,
    0,
  );
  return (x) => {
    const at = x / PITCH + 1000;
    const whole = Math.floor(at);
    return samples[whole] * (1 - at + whole) + samples[whole + 1] * (at - whole);
  };
}

describe("compareLands on simulated lands", () => {
  let first: PreparedMark;
  let second: PreparedMark;
  let stranger: PreparedMark;
  beforeAll(() => {
    first = prepareLand(simulateLandFiring(firearm, 0, 1), { scaleKnown: true });
    second = prepareLand(simulateLandFiring(firearm, 0, 2), { scaleKnown: true });
    stranger = prepareLand(simulateLandFiring(other, 3, 1), { scaleKnown: true });
  });

  it("scores two firings of one land far above two lands", () => {
    const same = expectComparison(compareLands(first, second));
    const different = expectComparison(compareLands(first, stranger));
    expect(same.score).toBeGreaterThan(0.6);
    expect(different.score).toBeLessThan(0.45);
    expect(same.overlap).toBeGreaterThan(0.9);
    expect(same.segments?.filter((segment) => segment.congruent).length).toBeGreaterThan(10);
  });

  it("scores a land against itself 1", () => {
    const self = expectComparison(compareLands(first, first));
    expect(self.score).toBeCloseTo(1, 2);
    expect(self.pose).toEqual({ angle: 0, shiftX: 0, shiftY: 0 });
    expect(self.stretch).toBe(1);
  });

  it("finds the same land in a file with swapped axes", () => {
    const swapped = prepareLand(transposeSurface(simulateLandFiring(firearm, 0, 2)), { scaleKnown: true });
    expect(expectComparison(compareLands(first, swapped)).score).toBeGreaterThan(0.6);
  });

  it("finds the same land through tank rash", () => {
    const scraped = prepareLand(simulateLandFiring(firearm, 0, 3, { tankRash: true }), { scaleKnown: true });
    const same = expectComparison(compareLands(first, scraped)).score;
    expect(same).toBeGreaterThan(expectComparison(compareLands(first, stranger)).score + 0.1);
  });

  it("gives the same outcome from a query that is used again", () => {
    const query = createLandQuery(first);
    query.compareWith(stranger);
    expect(query.compareWith(second)).toEqual(compareLands(first, second));
  });
});

describe("the pose of a comparison", () => {
  const curve = makeCurve(1);
  const a = makeMark(700, 700e-6, curve);

  it("brings B into A's frame: a = b + shift", () => {
    const shift = 20 * PITCH;
    const b = makeMark(640, 700e-6, (x) => curve(x + shift));
    const found = expectComparison(compareLands(a, b));
    expect(found.pose.shiftX).toBeCloseTo(shift, 6);
    expect(found.stretch).toBe(1);
    expect(found.correlation).toBeGreaterThan(0.999);
    for (const segment of found.segments ?? []) {
      if (segment.congruent) expect(segment.lag).toBeCloseTo(shift, 5);
    }
  });

  it("applies the stretch before the shift", () => {
    const stretch = 1 / 1.03;
    const shift = 12 * PITCH;
    const b = makeMark(720, 720e-6, (x) => curve(x * stretch + shift));
    const found = expectComparison(compareLands(a, b));
    expect(found.stretch).toBeCloseTo(stretch, 6);
    expect(Math.abs(found.pose.shiftX - shift)).toBeLessThan(2 * PITCH);
    expect(found.correlation).toBeGreaterThan(0.98);
  });
});

describe("what is not comparable", () => {
  const curve = makeCurve(2);
  const land = makeMark(700, 700e-6, curve);
  const image: PreparedMark = { ...land, surface: { ...land.surface, kind: "reflectance" }, scaleKnown: false };
  const reasonOf = (a: PreparedMark, b: PreparedMark): string => {
    const outcome = compareLands(a, b);
    return outcome.comparable ? "" : outcome.reason;
  };

  it("says why", () => {
    expect(reasonOf(land, { ...land, region: "BreechFace" })).toMatch(/not LEA with BreechFace/);
    expect(reasonOf(land, { ...land, preparationVersion: "0" })).toMatch(/different versions/);
    expect(reasonOf(land, image)).toMatch(/topography and the other an image/);
    expect(reasonOf({ ...image, scaleKnown: true }, image)).toMatch(/only one of the two is known/);
    expect(reasonOf(image, { ...image, surface: { ...image.surface, width: 600 } })).toMatch(/sizes differ/);
    expect(reasonOf(land, { ...land, profile: new Float32Array(700).fill(Number.NaN) })).toMatch(/the second/);
    expect(reasonOf(makeMark(700, 100e-6, curve), land)).toMatch(/Too little of the land is left in the first/);
  });

  it("leaves out two images of the same size without a scale: those are compared in pixels", () => {
    expect(compareLands(image, image).comparable).toBe(true);
  });
});
