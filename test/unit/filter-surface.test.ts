import { expect, test } from "@jest/globals";
import { cropAboutCentre } from "../../src/analysis/filter/crop-about-centre.ts";
import { erodeMask } from "../../src/analysis/filter/erode-mask.ts";
import { fillGaps } from "../../src/analysis/filter/fill-gaps.ts";
import { applyGaussianHighPass } from "../../src/analysis/filter/gaussian-high-pass.ts";
import { levelSurface } from "../../src/analysis/filter/level-surface.ts";
import { mirrorCast } from "../../src/analysis/filter/mirror-cast.ts";
import { regressGaussian } from "../../src/analysis/filter/regress-gaussian.ts";
import { removeFlanks } from "../../src/analysis/filter/remove-flanks.ts";
import { removeOutliers } from "../../src/analysis/filter/remove-outliers.ts";
import { removePinForm } from "../../src/analysis/filter/remove-pin-form.ts";
import { resampleSurface } from "../../src/analysis/filter/resample-surface.ts";
import { selectNth } from "../../src/analysis/filter/select-nth.ts";
import { smoothGaussian } from "../../src/analysis/filter/smooth-gaussian.ts";
import { warpSurface } from "../../src/analysis/filter/warp-surface.ts";
import { createRandom } from "../../src/analysis/random.ts";
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

test("a Gaussian of a cut-off passes that wavelength with one half (ISO 16610-61, -71), whatever the order", () => {
  expect(measureTransfer(100e-6, (s) => smoothGaussian(s, 100e-6))).toBeCloseTo(0.5, 2);
  for (const order of [0, 1, 2] as const) {
    const transfer = measureTransfer(100e-6, (s) => regressGaussian(s, 100e-6, { order, robustRounds: 0 }));
    // Blocks of a tenth of the cut-off take off up to one hundredth more.
    expect(Math.abs(transfer - 0.5)).toBeLessThan(0.01);
  }
});

test("a form read between coarser points is the form computed at each point", () => {
  const random = createRandom(4);
  const rough = makeSurface(160, 140, 5e-6, (x, y) => (Math.hypot(x - 60, y - 70) < 25 ? Number.NaN : random.normal()));
  // 50 um: every point; 250 um: every fifth. The same filter on points five times as dense is the reference.
  const long = regressGaussian(rough, 250e-6, { order: 1, robustRounds: 0 });
  const exact = regressGaussian({ ...rough, incrementX: 25e-6, incrementY: 25e-6 }, 1250e-6, {
    order: 1,
    robustRounds: 0,
  });
  long.values.forEach((value, i) => {
    if (Number.isNaN(rough.values[i])) expect(value).toBeNaN();
    else expect(Math.abs(value - exact.values[i])).toBeLessThan(0.05);
  });
});

test("the high-pass keeps waves of its band and drops form", () => {
  const filter = (s: Surface) => applyGaussianHighPass(s, 250e-6, { order: 1, robustRounds: 0 });
  expect(measureTransfer(60e-6, filter)).toBeGreaterThan(0.95);
  expect(Math.abs(measureTransfer(5e-3, filter))).toBeLessThan(0.02);
});

test("missing data stays missing and does not pull its neighbours", () => {
  const flat = makeSurface(60, 60, 5e-6, (x, y) => (x > 20 && x < 30 && y > 20 && y < 40 ? Number.NaN : 7));
  const filters = [
    (s: Surface) => smoothGaussian(s, 80e-6),
    ...([0, 1, 2] as const).map((order) => (s: Surface) => regressGaussian(s, 80e-6, { order, robustRounds: 1 })),
  ];
  for (const filter of filters) {
    filter(flat).values.forEach((value, i) => {
      if (Number.isNaN(flat.values[i])) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(7, 3);
    });
  }
});

test("order 1 follows a plane and order 2 a bowl up to the border, where order 0 sags", () => {
  const slope = makeSurface(60, 60, 5e-6, (x, y) => x - y);
  const bowl = makeSurface(60, 60, 5e-6, (x, y) => 0.1 * (x - 20) ** 2 + 0.05 * x * y);
  const filter = (surface: Surface, order: 0 | 1 | 2) =>
    regressGaussian(surface, 40e-6, { order, robustRounds: 0 }).values;
  for (const at of [0, 59, 30 * 60, 30 * 60 + 30]) {
    expect(Math.abs(filter(slope, 1)[at] - slope.values[at])).toBeLessThan(0.01);
    expect(Math.abs(filter(bowl, 2)[at] - bowl.values[at])).toBeLessThan(0.01);
  }
  expect(Math.abs(filter(slope, 0)[30 * 60] - slope.values[30 * 60])).toBeGreaterThan(0.5);
  expect(Math.abs(filter(bowl, 1)[0] - bowl.values[0])).toBeGreaterThan(0.1);
});

test("the robust filter passes by a particle and a step's foot, the linear one bends", () => {
  const wave = (x: number) => Math.sin(x / 9);
  const spiked = makeSurface(120, 60, 5e-6, (x, y) => wave(x) + (Math.hypot(x - 60, y - 30) < 5 ? 40 : 0));
  const clean = makeSurface(120, 60, 5e-6, wave);
  const errorOf = (robustRounds: number) => {
    const options = { order: 1, robustRounds } as const;
    const form = regressGaussian(spiked, 250e-6, options).values;
    return Math.abs(form[30 * 120 + 60] - regressGaussian(clean, 250e-6, options).values[30 * 120 + 60]);
  };
  expect(errorOf(0)).toBeGreaterThan(2);
  expect(errorOf(3)).toBeLessThan(0.05);
});

test("a step stays a step: one height before it, the other after it", () => {
  const step = makeSurface(200, 20, 5e-6, (x) => (x < 100 ? 0 : 10));
  const form = regressGaussian(step, 100e-6, { order: 0, robustRounds: 0 }).values;
  expect(form[10 * 200 + 60]).toBeCloseTo(0, 2);
  expect(form[10 * 200 + 140]).toBeCloseTo(10, 2);
  expect((form[10 * 200 + 99] + form[10 * 200 + 100]) / 2).toBeCloseTo(5, 3);
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

test("the value at a place of the order is found without sorting", () => {
  const random = createRandom(9);
  for (const size of [1, 2, 3, 10, 101, 500]) {
    const values = Float64Array.from({ length: size }, () => Math.round(10 * random.normal()));
    const sorted = values.slice().sort();
    for (const n of [0, size >> 1, size - 1]) expect(selectNth(values.slice(), n)).toBe(sorted[n]);
  }
  expect(selectNth(new Float32Array(0), 0)).toBeNaN();
});

test("empty borders go evenly, so that places about the centre stay", () => {
  const scan = makeSurface(21, 15, 1e-6, (x, y) => (x >= 4 && x <= 12 && y >= 5 && y <= 12 ? x + 100 * y : Number.NaN));
  const cropped = cropAboutCentre(scan);
  expect([cropped.width, cropped.height]).toEqual([13, 11]);
  cropped.values.forEach((value, i) => {
    expect(value).toEqual(scan.values[(Math.floor(i / 13) + 2) * 21 + (i % 13) + 4]);
  });
});

test("a cast is mirrored and inverted, and twice is the original bit for bit", () => {
  const scan = makeSurface(5, 3, 1e-6, (x, y) => (x === 1 && y === 1 ? Number.NaN : 0.1 * x + y));
  const cast = mirrorCast(scan);
  expect(cast.values[2 * 5 + 1]).toBe(-scan.values[2 * 5 + 3]);
  expect(cast.values[5 + 3]).toBeNaN();
  expect(mirrorCast(cast)).toEqual(scan);
  const image = { ...scan, kind: "reflectance" } as const;
  expect(mirrorCast(image).values[0]).toBe(scan.values[4]);
});

/** A bowl or a dome of a given radius in metres, with 50 nm of texture and a flank on one side. */
function makeCap(radius: number, sign: 1 | -1): { scan: Surface; texture: Float32Array } {
  const texture = new Float32Array(200 * 200);
  const scan = makeSurface(200, 200, 5e-6, (x, y) => {
    const dx = (x - 90) * 5e-6;
    const dy = (y - 110) * 5e-6;
    texture[y * 200 + x] = 0.5e-6 * Math.sin(x / 3) * Math.cos(y / 4);
    const flank = x > 170 ? (x - 170) * 4e-6 : 0;
    return sign * (radius - Math.sqrt(radius ** 2 - dx * dx - dy * dy)) + 3e-6 + texture[y * 200 + x] + flank;
  });
  return { scan, texture };
}

test("a sphere is taken off a bowl and off a dome, whatever stands at its side", () => {
  for (const sign of [1, -1] as const) {
    const { scan, texture } = makeCap(0.9e-3, sign);
    const even = removePinForm(scan);
    for (let i = 0; i < texture.length; i += 37) {
      if (i % 200 < 165) expect(Math.abs(even.values[i] - texture[i])).toBeLessThan(0.2e-6);
    }
  }
});

test("what is no sphere is levelled by a polynomial", () => {
  const roof = makeSurface(
    200,
    100,
    5e-6,
    (x, y) => 1e-6 * Math.sin(x / 5) + 0.08 * Math.abs(y - 50) ** 2 * 1e-6 + 2e-7 * x,
  );
  const even = removePinForm(roof);
  for (let i = 0; i < even.values.length; i += 41) {
    expect(Math.abs(even.values[i] - 1e-6 * Math.sin((i % 200) / 5))).toBeLessThan(0.4e-6);
  }
});

test("flanks go, the floor beside them stays", () => {
  const wall = makeSurface(100, 50, 5e-6, (x) => (x < 60 ? 1e-6 * Math.sin(x / 4) : (x - 60) * 4e-6));
  const floor = removeFlanks(wall, 0.25, 40e-6);
  expect(floor.values[25 * 100 + 30]).toBe(wall.values[25 * 100 + 30]);
  expect(floor.values[25 * 100 + 80]).toBeNaN();
});

test("lost points and thin cracks are filled from around them; wide holes and the outside stay missing", () => {
  const isLost = (x: number, y: number) =>
    (x + 3 * y) % 11 === 0 || x === 40 || (x > 60 && x < 75 && y > 20 && y < 40) || x < 10;
  const scan = makeSurface(100, 60, 5e-6, (x, y) => (isLost(x, y) ? Number.NaN : x + 2 * y));
  const filled = fillGaps(scan, 20e-6);
  filled.values.forEach((value, i) => {
    const x = i % 100;
    const y = Math.floor(i / 100);
    if (x < 8 || (x > 63 && x < 72 && y > 23 && y < 37)) expect(value).toBeNaN();
    // Two points from every border the neighbours stand evenly around a lost point.
    else if (x > 13 && x < 56 && y > 2 && y < 57) expect(Math.abs(value - (x + 2 * y))).toBeLessThan(1.5);
    if (!Number.isNaN(scan.values[i])) expect(value).toBe(scan.values[i]);
  });
  expect(fillGaps(scan, 8e-6)).toBe(scan);
});
