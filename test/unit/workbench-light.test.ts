/** The light on the marks where the processor draws, against the formula of the fragment shader written out in full. */
import { describe, expect, test } from "@jest/globals";
import { makeColourMap } from "../../src/web/viewers/colour-map.ts";
import { DIRECTIONS, directionOf, fillBrightness, NO_DIRECTION } from "../../src/web/viewers/light-table.ts";
import type { MarkSurface } from "../../src/web/viewers/mark-surface.ts";
import { clipToTexture, IDENTITY, type Pose } from "../../src/web/viewers/microscope-geometry.ts";
import type { Painting } from "../../src/web/viewers/relief-painting.ts";
import type { Texels } from "../../src/web/viewers/sample-row.ts";
import { sampleWindow } from "../../src/web/viewers/sampled-window.ts";
import { makeShader, mixPixels, NOTHING, pack } from "../../src/web/viewers/shade-pixels.ts";
import { makeTexels } from "../../src/web/viewers/surface-texels.ts";

type Light = Painting["light"];
const LIGHTS: readonly Light[] = [
  { azimuth: 0.4, elevation: 0.25 },
  { azimuth: -2.1, elevation: 0.6 },
  { azimuth: 3, elevation: Math.PI / 2 },
];
const GROUND = [0.1, 0.2, 0.3] as const;

/** `lit` of relief-shaders.ts, 0 to 1. */
function shine(slopeX: number, slopeY: number, { azimuth, elevation }: Light): number {
  const size = Math.hypot(slopeX, slopeY, 1);
  const normal = [-slopeX / size, -slopeY / size, 1 / size] as const;
  const flat = Math.cos(elevation);
  const light = [flat * Math.cos(azimuth), flat * Math.sin(azimuth), Math.sin(elevation)] as const;
  const long = Math.hypot(light[0], light[1], light[2] + 1);
  const half = [light[0] / long, light[1] / long, (light[2] + 1) / long] as const;
  const dot = (to: readonly [number, number, number]) => normal[0] * to[0] + normal[1] * to[1] + normal[2] * to[2];
  return Math.min(0.08 + 0.78 * Math.max(dot(light), 0) + 0.22 * Math.max(dot(half), 0) ** 16, 1);
}

describe("directions", () => {
  test("each slope is lit as the formula lights it, within two steps of grey, flat and steep", () => {
    const brightness = new Uint8Array(DIRECTIONS);
    for (const light of LIGHTS) {
      fillBrightness(brightness, light);
      let worst = 0;
      let lost = 0;
      for (let i = 0; i < 20_000; i++) {
        const [angle, size] = [i * 2.399963, Math.tan((i / 20_000) * 1.55)];
        const [x, y] = [size * Math.cos(angle), size * Math.sin(angle)];
        const at = directionOf(x, y);
        if (at === NO_DIRECTION) lost++;
        worst = Math.max(worst, Math.abs((brightness[at] as number) - 255 * shine(x, y, light)));
      }
      expect(lost).toBe(0);
      expect(worst).toBeLessThan(2);
      expect(worst).toBeGreaterThan(0);
    }
  });

  test("a flat surface under a light from straight above is as bright as can be", () => {
    const brightness = new Uint8Array(DIRECTIONS);
    fillBrightness(brightness, { azimuth: 0, elevation: Math.PI / 2 });
    expect(brightness[directionOf(0, 0)]).toBe(255);
    fillBrightness(brightness, { azimuth: 0, elevation: 0.3 });
    expect(brightness[directionOf(-0.8, 0)]).toBeGreaterThan((brightness[directionOf(0.8, 0)] as number) + 100);
  });
});

function makeMark(width: number, height: number, seed: number): MarkSurface {
  const values = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    // A hole, so that there are borders of data.
    if (Math.hypot(x - 20, y - 14) < 5) return Number.NaN;
    return Math.sin(x / 2.3 + seed) + 0.7 * Math.cos(y / 3.1 + seed * x * 0.01);
  });
  return { width, height, increment: 2e-6, values, kind: "topography" };
}

const SIZE = { width: 70, height: 46 };
const FRAME = { left: 0, top: 0, ...SIZE };
const MARKS = { a: makeMark(48, 40, 1), b: makeMark(44, 42, 2) };
const TEXELS = {
  a: { width: 48, height: 40, data: makeTexels(MARKS.a) },
  b: { width: 44, height: 42, data: makeTexels(MARKS.b) },
};
const POSE: Pose = { angle: 0.3, shiftX: 6e-6, shiftY: -4e-6 };
const VIEW = { x: 3e-6, y: -2e-6, scale: 1.7 / 2e-6, angle: -0.2 };

const paint = (changed: Partial<Painting>): Painting => ({
  mix: "single",
  shade: "relief",
  shown: "a",
  toA: clipToTexture(VIEW, FRAME, IDENTITY, MARKS.a),
  toB: clipToTexture(VIEW, FRAME, POSE, MARKS.b),
  light: { azimuth: 0.7, elevation: 0.4 },
  turned: { a: VIEW.angle, b: VIEW.angle + POSE.angle },
  split: [0.5, -0.2, 0.1],
  ground: GROUND,
  relief: 1.2,
  reach: 1 / 6,
  contrast: 1.1,
  gamma: 0.8,
  blend: 0.3,
  ...changed,
});

/** As the texture unit gives a texel; null where there is no data, and near a border of it, where rounding may decide. */
function read({ width, height, data }: Texels, m: Float32Array, clip: readonly [number, number]) {
  const [m0 = 0, m1 = 0, , m3 = 0, m4 = 0, , m6 = 0, m7 = 0] = m;
  const [u, v] = [m0 * clip[0] + m3 * clip[1] + m6, m1 * clip[0] + m4 * clip[1] + m7];
  if (u < 0 || v < 0 || u > 1 || v > 1) return null;
  const [x, y] = [u * width - 0.5, v * height - 0.5];
  const part = (of: number) => {
    let sum = 0;
    for (const [i, j] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const weight = (i === 0 ? 1 - (x - left) : x - left) * (j === 0 ? 1 - (y - top) : y - top);
      const column = Math.min(width - 1, Math.max(0, left + i));
      const row = Math.min(height - 1, Math.max(0, top + j));
      sum += weight * (data[4 * (row * width + column) + of] as number);
    }
    return sum;
  };
  return part(3) < 0.5 ? null : { slopeX: part(0), slopeY: part(1), height: part(2), sure: part(3) > 0.51 };
}

const HEIGHTS = makeColourMap("height");

/** The colour of a pixel of one mark, 0 to 255; null: the ground. */
function colourOf(painting: Painting, side: "a" | "b", column: number, row: number) {
  const clip = [(2 * column + 1) / SIZE.width - 1, 1 - (2 * row + 1) / SIZE.height] as const;
  const texel = read(TEXELS[side], side === "a" ? painting.toA : painting.toB, clip);
  if (texel === null) return null;
  const { azimuth, elevation } = painting.light;
  // The lamp in the mark's own frame, as relief-renderer.ts aims it.
  const own = { azimuth: azimuth - painting.turned[side], elevation };
  const lit = shine(painting.relief * texel.slopeX, painting.relief * texel.slopeY, own);
  const share = Math.min(1, Math.max(0, texel.height * painting.reach + 0.5));
  if (painting.shade === "relief") return [0.97, 0.95, 0.91].map((part) => 255 * part * lit);
  if (painting.shade === "height") {
    const step = Math.min(255, Math.max(0, Math.round(256 * share - 0.5)));
    return [0, 1, 2].map((part) => Math.min(255, (HEIGHTS[4 * step + part] as number) * (0.35 + 0.75 * lit)));
  }
  const grey = Math.min(1, Math.max(0, texel.height * painting.reach * painting.contrast + 0.5)) ** painting.gamma;
  return [grey, grey, grey].map((part) => 255 * part);
}

const unpack = (pixel: number) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

function draw(painting: Painting): Uint32Array {
  const [first, second] = sampleWindow(TEXELS, SIZE, painting, []);
  if (first === undefined) throw new Error("nothing was sampled");
  const shader = makeShader(HEIGHTS);
  const ground = pack(...(GROUND.map((part) => 255 * part) as [number, number, number]));
  const pixels = new Uint32Array(SIZE.width * SIZE.height);
  shader.aim(painting.light);
  shader.shade(painting.shade, first, second === undefined ? ground : NOTHING, pixels);
  if (second === undefined) return pixels;
  const over = new Uint32Array(pixels.length);
  shader.shade(painting.shade, second, NOTHING, over);
  mixPixels(pixels, over, painting.blend, ground);
  return pixels;
}

/** How many of all pixels differ by more than `most` from the formula, and how many show a mark. */
function compare(painting: Painting, most: number, colour: (column: number, row: number) => number[] | null) {
  const pixels = draw(painting);
  let [off, shown] = [0, 0];
  for (let row = 0; row < SIZE.height; row++) {
    for (let column = 0; column < SIZE.width; column++) {
      const expected = colour(column, row);
      if (expected !== null) shown++;
      const wanted = expected ?? GROUND.map((part) => 255 * part);
      const seen = unpack(pixels[row * SIZE.width + column] as number);
      if (seen.some((part, i) => Math.abs(part - (wanted[i] as number)) > most)) off++;
    }
  }
  return { off, shown };
}

/** Pixels on a border of data may fall to either side by the last digit of a sum. */
const ON_BORDERS = 3;

describe("a window that the processor draws", () => {
  for (const shade of ["relief", "height", "grey"] as const) {
    test(`${shade}: either mark, turned under the light, is what the shader's formula gives`, () => {
      for (const shown of ["a", "b"] as const) {
        const painting = paint({ shade, shown });
        const { off, shown: count } = compare(painting, shade === "height" ? 4 : 2.5, (x, y) =>
          colourOf(painting, shown, x, y),
        );
        expect(off).toBeLessThanOrEqual(ON_BORDERS);
        expect(count).toBeGreaterThan(1_000);
      }
    });
  }

  test("split: A on one side of a slanting line and B on the other", () => {
    const painting = paint({ mix: "split" });
    const [x, y, z] = painting.split;
    const { off } = compare(painting, 2.5, (column, row) => {
      const along = x * ((2 * column + 1) / SIZE.width - 1) + y * (1 - (2 * row + 1) / SIZE.height);
      return colourOf(painting, along < z ? "a" : "b", column, row);
    });
    expect(off).toBeLessThanOrEqual(ON_BORDERS);
    for (const split of [
      [0.5, 0, 2],
      [-0.5, 0.1, 0],
      [0, 0.5, 0.2],
    ] as const) {
      const turned = paint({ mix: "split", split });
      const { off: others } = compare(turned, 2.5, (column, row) => {
        const along = split[0] * ((2 * column + 1) / SIZE.width - 1) + split[1] * (1 - (2 * row + 1) / SIZE.height);
        return colourOf(turned, along < split[2] ? "a" : "b", column, row);
      });
      expect(others).toBeLessThanOrEqual(ON_BORDERS);
    }
  });

  test("blend: both through each other, and one alone where the other has no data", () => {
    const painting = paint({ mix: "blend" });
    const { off } = compare(painting, 3, (column, row) => {
      const [a, b] = [colourOf(painting, "a", column, row), colourOf(painting, "b", column, row)];
      if (a === null || b === null) return a ?? b;
      return a.map((part, i) => part * (1 - painting.blend) + (b[i] as number) * painting.blend);
    });
    expect(off).toBeLessThanOrEqual(ON_BORDERS);
  });

  test("a layer that is used again shows nothing of what it held", () => {
    const used = sampleWindow(TEXELS, SIZE, paint({ shown: "b", shade: "height" }), []);
    const again = sampleWindow(TEXELS, SIZE, paint({}), used);
    const fresh = sampleWindow(TEXELS, SIZE, paint({}), []);
    expect(again[0]?.directions).toEqual(fresh[0]?.directions);
    expect(again[0]).toBe(used[0]);
  });
});
