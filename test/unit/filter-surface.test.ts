import { expect, test } from "@jest/globals";
import { erodeMask } from "../../src/analysis/filter/erode-mask.ts";
import { applyGaussianBandPass } from "../../src/analysis/filter/gaussian-band-pass.ts";
import { levelSurface } from "../../src/analysis/filter/level-surface.ts";
import { removeOutliers } from "../../src/analysis/filter/remove-outliers.ts";
import { resampleSurface } from "../../src/analysis/filter/resample-surface.ts";
import { smoothGaussian } from "../../src/analysis/filter/smooth-gaussian.ts";
import { warpSurface } from "../../src/analysis/filter/warp-surface.ts";
import type { Surface } from "../../src/analysis/surface.ts";

function makeSurface(width: number, height: number, increment: number, height_: (x: number, y: number) => number) {
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) values[y * width + x] = height_(x, y);
  return { width, height, incrementX: increment, incrementY: increment, values, kind: "topography" } satisfies Surface;
}

/** Amplitude of a wave of the given length in the middle of a surface, against what went in. */
function measureTransfer(length: number, filter: (surface: Surface) => Surface): number {
  const wave = makeSurface(201, 201, 5e-6, (x) => Math.cos((2 * Math.PI * (x - 100) * 5e-6) / length));
  return filter(wave).values[100 * 201 + 100];
}

test("a Gaussian of a cut-off passes that wavelength with one half (ISO 16610-61)", () => {
  expect(measureTransfer(100e-6, (s) => smoothGaussian(s, 100e-6, 0))).toBeCloseTo(0.5, 2);
  expect(measureTransfer(100e-6, (s) => smoothGaussian(s, 100e-6, 1))).toBeCloseTo(0.5, 2);
});

test("the band-pass keeps the middle of its band and drops form", () => {
  expect(measureTransfer(60e-6, (s) => applyGaussianBandPass(s, 16e-6, 250e-6))).toBeGreaterThan(0.9);
  expect(Math.abs(measureTransfer(5e-3, (s) => applyGaussianBandPass(s, 16e-6, 250e-6)))).toBeLessThan(0.02);
});

test("missing data stays missing and does not pull its neighbours", () => {
  const flat = makeSurface(60, 60, 5e-6, (x, y) => (x > 20 && x < 30 && y > 20 && y < 40 ? Number.NaN : 7));
  for (const order of [0, 1] as const) {
    smoothGaussian(flat, 80e-6, order).values.forEach((value, i) => {
      if (Number.isNaN(flat.values[i])) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(7, 3);
    });
  }
});

test("order 1 follows a slope up to the border, where order 0 sags", () => {
  const slope = makeSurface(60, 60, 5e-6, (x) => x);
  expect(smoothGaussian(slope, 80e-6, 1).values[30 * 60]).toBeCloseTo(0, 2);
  expect(smoothGaussian(slope, 80e-6, 0).values[30 * 60]).toBeGreaterThan(1);
});

test("levelling removes tilt and bow although a tenth of the points are raised", () => {
  const bowed = makeSurface(80, 60, 1e-6, (x, y) => 3 + 0.2 * x - 0.1 * y + 0.01 * x * x + (x < 8 ? 50 : 0));
  const level = levelSurface(bowed, 2);
  for (let x = 8; x < 80; x++) expect(Math.abs(level.values[30 * 80 + x])).toBeLessThan(0.05);
  expect(level.values[30 * 80 + 2]).toBeGreaterThan(45);
});

test("outliers go, the rest stays", () => {
  const spiked = makeSurface(50, 50, 1e-6, (x, y) => (x === 25 && y === 25 ? 100 : Math.sin(x) + Math.cos(y)));
  const clean = removeOutliers(spiked, 6);
  expect(clean.values[25 * 50 + 25]).toBeNaN();
  expect(clean.values.filter(Number.isNaN).length).toBe(1);
});

test("erosion takes the rim of a hole, and the grid's border only when told", () => {
  const holed = makeSurface(11, 11, 1e-6, (x, y) => (x === 5 && y === 5 ? Number.NaN : 1));
  expect(erodeMask(holed, 1e-6).values.filter(Number.isNaN).length).toBe(9);
  expect(erodeMask(holed, 1e-6, true).values.filter(Number.isNaN).length).toBe(9 + 40);
});

test("shrinking averages areas about the same centre, whatever the ratio", () => {
  const slope = makeSurface(30, 30, 1e-6, (x) => x - 14.5);
  const half = resampleSurface(slope, 2e-6);
  expect([half.width, half.height]).toEqual([15, 15]);
  expect(half.values[7 * 15 + 7]).toBeCloseTo(0, 5);
  const odd = resampleSurface(slope, 2.5e-6);
  // Points are taken as constant over their area, so a slope may be off by a little, nowhere by a tenth of an old step.
  odd.values.forEach((value, i) => {
    expect(Math.abs(value - ((i % odd.width) - 5.5) * 2.5)).toBeLessThan(0.1);
  });
});

test("a warp puts each point where applyPose says, and its inverse brings it back", () => {
  const dot = makeSurface(41, 41, 1e-6, (x, y) => (x === 30 && y === 20 ? 1 : 0));
  const grid = { width: 41, height: 41, increment: 1e-6 };
  // 10 um to the right, turned by 90 degrees (x to y, y down), then 2 um right and 3 um up.
  const turned = warpSurface(dot, { angle: Math.PI / 2, shiftX: 2e-6, shiftY: -3e-6 }, grid);
  expect(turned.values[(20 + 10 - 3) * 41 + 20 + 2]).toBeCloseTo(1, 5);
  expect(warpSurface(dot, { angle: 0, shiftX: 0, shiftY: 0 }, grid).values).toEqual(dot.values);
});
