import { expect, test } from "@jest/globals";
import { estimateChance, type Grain } from "../../src/analysis/compare/cell-grain.ts";
import { createCellMark, createCellWorkshop } from "../../src/analysis/compare/cell-mark.ts";
import { BREECH_FACE_CELLS } from "../../src/analysis/compare/cell-method.ts";
import { loadKernels } from "../../src/analysis/kernels/load-kernels.ts";
import { createRandom } from "../../src/analysis/random.ts";
import {
  createNoiseField,
  createNoiseProfile,
  sampleField,
  sampleProfile,
} from "../../src/analysis/simulate/noise-field.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const PITCH = BREECH_FACE_CELLS.pitch;
const SIZE = 240;
const BAND = { shortest: 30e-6, longest: 250e-6 };
const workshop = createCellWorkshop(BREECH_FACE_CELLS, loadKernels());

/** A disc of 3 mm, its values as they come from a preparation. */
function makeDisc(height: (x: number, y: number) => number): Surface {
  const values = Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
    const x = ((i % SIZE) - (SIZE - 1) / 2) * PITCH;
    const y = (Math.floor(i / SIZE) - (SIZE - 1) / 2) * PITCH;
    return Math.hypot(x, y) < 1.5e-3 ? height(x, y) : Number.NaN;
  });
  return { width: SIZE, height: SIZE, incrementX: PITCH, incrementY: PITCH, values, kind: "topography" };
}

function makeGrainy(seed: number, band = BAND): Surface {
  const field = createNoiseField(createRandom(seed), SIZE, PITCH, band);
  return makeDisc((x, y) => sampleField(field, x, y));
}

function makeLined(seed: number): Surface {
  const profile = createNoiseProfile(createRandom(seed), 2 * SIZE, PITCH, BAND);
  return makeDisc((_, y) => sampleProfile(profile, PITCH, y));
}

function measure(surface: Surface): Grain {
  const grain = createCellMark(surface, workshop)?.grain ?? null;
  if (grain === null) throw new Error("no grain");
  return grain;
}

function correlate(a: Surface, b: Surface, stride: number): number {
  let [count, ab, aa, bb] = [0, 0, 0, 0];
  for (let i = 0; i < a.values.length; i += stride) {
    if (Number.isNaN(a.values[i])) continue;
    count++;
    ab += a.values[i] * b.values[i];
    aa += a.values[i] ** 2;
    bb += b.values[i] ** 2;
  }
  return count === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

test("four deviations are what the correlations of unrelated textures say", () => {
  const grain = measure(makeGrainy(1));
  // A disc of 3 mm has 11,310 points at the cells' pitch of 25 um.
  const deviation = estimateChance(grain, grain, 0, 11_310) / 4;
  const found = Array.from({ length: 40 }, (_, k) => correlate(makeGrainy(100 + k), makeGrainy(200 + k), 1));
  const spread = Math.sqrt(found.reduce((sum, r) => sum + r * r, 0) / found.length);
  expect(deviation / spread).toBeGreaterThan(0.7);
  expect(deviation / spread).toBeLessThan(1.4);
});

test("chance reaches farther over few points, coarse grain and parallel lines", () => {
  const fine = measure(makeGrainy(1, { shortest: 30e-6, longest: 80e-6 }));
  const coarse = measure(makeGrainy(1, { shortest: 150e-6, longest: 400e-6 }));
  const lines = measure(makeLined(1));
  const others = measure(makeLined(2));
  expect(estimateChance(fine, fine, 0.3, 400)).toBeCloseTo(2 * estimateChance(fine, fine, 0.3, 1600), 6);
  expect(estimateChance(coarse, coarse, 0, 4000)).toBeGreaterThan(1.5 * estimateChance(fine, fine, 0, 4000));
  const along = estimateChance(lines, others, 0, 4000);
  expect(along).toBeGreaterThan(1.5 * estimateChance(lines, others, Math.PI / 2, 4000));
  expect(estimateChance(coarse, coarse, 0, 3)).toBe(1);
});

test("lines lie alike at half a turn, and the angle that is given is that between the marks", () => {
  const lines = measure(makeLined(1));
  const turned = measure({
    ...makeLined(2),
    values: makeLined(2).values.map((_, i, all) => all[(i % SIZE) * SIZE + Math.floor(i / SIZE)]),
  });
  const across = estimateChance(lines, turned, 0, 4000);
  expect(estimateChance(lines, turned, Math.PI / 2, 4000)).toBeGreaterThan(1.5 * across);
  expect(estimateChance(lines, turned, -Math.PI / 2, 4000)).toBeCloseTo(
    estimateChance(lines, turned, Math.PI / 2, 4000),
    3,
  );
});

test("a surface that does not vary has no grain", () => {
  expect(
    createCellMark(
      makeDisc(() => 0),
      workshop,
    )?.grain,
  ).toBeNull();
});
