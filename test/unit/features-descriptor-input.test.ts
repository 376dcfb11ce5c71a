import { describe, expect, it } from "@jest/globals";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { AREAL_SIDE } from "../../src/analysis/features/areal-input.ts";
import { buildDescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { PROFILE_LENGTH } from "../../src/analysis/features/profile-input.ts";

const PLANE = AREAL_SIDE * AREAL_SIDE;

/** A disc of waves in a square scan of 12.5 um, its middle moved by whole points. */
function createDisc(region: "BreechFace" | "FiringPinImpression", moved = 0, radius = 60): PreparedMark {
  const size = 240;
  const values = new Float32Array(size * size).fill(Number.NaN);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [u, v] = [x - size / 2 - moved, y - size / 2];
      if (Math.hypot(u, v) <= radius) values[y * size + x] = Math.sin(0.2 * u) + Math.cos(0.15 * v);
    }
  }
  return {
    preparation: "test",
    preparationVersion: "1",
    region,
    surface: { width: size, height: size, incrementX: 12.5e-6, incrementY: 12.5e-6, values, kind: "topography" },
    profile: null,
    scaleKnown: true,
  };
}

/** A land of 2.5 um between samples; `profile` holds the values between the shoulders. */
function createLand(profile: readonly number[], scaleKnown = true, margin = 100): PreparedMark {
  const missing = new Array<number>(margin).fill(Number.NaN);
  const values = Float32Array.from([...missing, ...profile, ...missing]);
  return {
    preparation: "test",
    preparationVersion: "1",
    region: "LEA",
    surface: { width: values.length, height: 1, incrementX: 2.5e-6, incrementY: 2.5e-6, values, kind: "topography" },
    profile: values,
    scaleKnown,
  };
}

const waves = (count: number) => Array.from({ length: count }, (_, i) => Math.sin(i / 7) + Math.sin(i / 19));

const findLargestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);

describe("buildDescriptorInput of areal marks", () => {
  it("is a finite map of unit relief, zero where the mask is zero", () => {
    const { data, dims } = buildDescriptorInput(createDisc("BreechFace"));
    expect(dims).toEqual([1, 2, AREAL_SIDE, AREAL_SIDE]);
    expect(data).toHaveLength(2 * PLANE);
    const values = data.subarray(0, PLANE);
    const mask = data.subarray(PLANE);
    expect(values.every((value, i) => Number.isFinite(value) && (mask[i] === 1 || value === 0))).toBe(true);
    expect(mask.every((value) => value === 0 || value === 1)).toBe(true);
    const count = mask.reduce((sum, value) => sum + value, 0);
    const squares = values.reduce((sum, value) => sum + value * value, 0);
    // A disc of 60 points of 12.5 um is one of 20 points of 37.5 um.
    expect(Math.abs(count - Math.PI * 400)).toBeLessThan(40);
    expect(squares / count).toBeCloseTo(1, 3);
  });

  it("does not see where in the scan the mark lies", () => {
    const still = buildDescriptorInput(createDisc("BreechFace"));
    const moved = buildDescriptorInput(createDisc("BreechFace", 30));
    // Only the rounding of places in metres is left.
    expect(findLargestDifference(moved.data, still.data)).toBeLessThan(1e-5);
  });

  it("reads a firing pin impression at half the pitch", () => {
    const count = (mark: PreparedMark) =>
      buildDescriptorInput(mark)
        .data.subarray(PLANE)
        .reduce((a, b) => a + b, 0);
    const ratio = count(createDisc("FiringPinImpression")) / count(createDisc("BreechFace"));
    expect(Math.abs(ratio - 4)).toBeLessThan(0.2);
  });

  it("refuses a mark without data, with a speck of data, or without relief", () => {
    const disc = createDisc("BreechFace");
    const empty = { ...disc.surface, values: disc.surface.values.map(() => Number.NaN) };
    const flat = { ...disc.surface, values: disc.surface.values.map((value) => value * 0) };
    const speck = createDisc("BreechFace", 0, 10).surface;
    for (const surface of [empty, flat, speck]) {
      expect(() => buildDescriptorInput({ ...disc, surface })).toThrow(
        expect.objectContaining({ code: "NOT_COMPARABLE" }),
      );
    }
  });
});

describe("buildDescriptorInput of lands", () => {
  it("puts the middle of the land in the middle, two samples to one", () => {
    const { data, dims } = buildDescriptorInput(createLand(waves(560)));
    expect(dims).toEqual([1, 2, PROFILE_LENGTH]);
    const mask = data.subarray(PROFILE_LENGTH);
    const first = mask.indexOf(1);
    expect(first).toBe((PROFILE_LENGTH - 280) / 2);
    expect(mask.lastIndexOf(1)).toBe(PROFILE_LENGTH - 1 - first);
    const wave = waves(560);
    const means = Array.from({ length: 280 }, (_, i) => (wave[2 * i] + wave[2 * i + 1]) / 2);
    const rms = Math.sqrt(means.reduce((sum, value) => sum + value * value, 0) / 280);
    for (let i = 0; i < 280; i++) expect(data[first + i]).toBeCloseTo(means[i] / rms, 4);
  });

  it("does not see how wide a margin the scan has", () => {
    const narrow = buildDescriptorInput(createLand(waves(560)));
    const wide = buildDescriptorInput(createLand(waves(560), true, 333));
    expect(findLargestDifference(wide.data, narrow.data)).toBeLessThan(1e-5);
  });

  it("takes a land without a scale for one of 1.5 mm", () => {
    const mask = buildDescriptorInput(createLand(waves(700), false)).data.subarray(PROFILE_LENGTH);
    expect(mask.reduce((a, b) => a + b, 0)).toBe(300);
  });

  it("leaves a gap a gap", () => {
    const wave = waves(560);
    wave.fill(Number.NaN, 200, 240);
    const mask = buildDescriptorInput(createLand(wave)).data.subarray(PROFILE_LENGTH);
    expect(mask.reduce((a, b) => a + b, 0)).toBe(260);
  });

  it.each([
    ["no profile", { ...createLand(waves(560)), profile: null }],
    ["a profile of missing values", createLand(waves(560).map(() => Number.NaN))],
    ["a stub of a profile", createLand(waves(60))],
    ["a profile without striae", createLand(waves(560).map(() => 0))],
  ])("refuses %s", (_, mark) => {
    expect(() => buildDescriptorInput(mark)).toThrow(expect.objectContaining({ code: "NOT_COMPARABLE" }));
  });
});
