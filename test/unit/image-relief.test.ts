import { describe, expect, test } from "@jest/globals";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import { estimateRelief } from "../../src/analysis/image/estimate-relief.ts";
import { flattenIllumination } from "../../src/analysis/image/flatten-illumination.ts";
import { measureTextureAxis } from "../../src/analysis/image/measure-light.ts";
import { renderUnderLight } from "../../src/analysis/image/render-under-light.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { renderReflectance } from "../../src/analysis/simulate/render-reflectance.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const BAND = { shortestWave: 40e-6, longestWave: 250e-6, pitch: 12.5e-6 };
const scan = simulateBreechFaceFiring(simulateFirearm(7), 1, { rotation: 0, shiftX: 0, shiftY: 0 });
const heights = prepareMark(scan, "BreechFace", { scaleKnown: true }).surface;

/** Over the points that have data in both, which share their grid centre and pitch. */
function correlate(a: Surface, b: Surface): number {
  const offX = (b.width - a.width) / 2;
  const offY = (b.height - a.height) / 2;
  const pairs: [number, number][] = [];
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      const row = y + Math.round(offY);
      const column = x + Math.round(offX);
      if (row < 0 || column < 0 || row >= b.height || column >= b.width) continue;
      const pair: [number, number] = [a.values[y * a.width + x], b.values[row * b.width + column]];
      if (!pair.some(Number.isNaN)) pairs.push(pair);
    }
  }
  const mean = (k: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [ma, mb] = [mean(0), mean(1)];
  const sum = (f: (p: number, q: number) => number): number =>
    pairs.reduce((total, [p, q]) => total + f(p - ma, q - mb), 0);
  return sum((p, q) => p * q) / Math.sqrt(sum((p) => p * p) * sum((_, q) => q * q));
}

describe("what an image tells of the relief", () => {
  test.each([0, Math.PI / 2, Math.PI, -2])("the shading of a side light at %p gives the heights back", (azimuth) => {
    const image = flattenIllumination(renderReflectance(scan, { kind: "side", azimuth }), BAND);
    expect(correlate(estimateRelief(image, azimuth, BAND.longestWave), heights)).toBeGreaterThan(0.6);
    expect(correlate(estimateRelief(image, azimuth + Math.PI, BAND.longestWave), heights)).toBeLessThan(-0.6);
    expect(Math.abs(correlate(estimateRelief(image, azimuth + Math.PI / 2, BAND.longestWave), heights))).toBeLessThan(
      0.2,
    );
  });

  test("the axis of a side light is that along which grey changes most", () => {
    const granular = simulateBreechFaceFiring(simulateFirearm(5, { make: "Guaiacum" }), 1);
    for (const azimuth of [0.4, 1.9]) {
      const image = flattenIllumination(renderReflectance(granular, { kind: "side", azimuth }), BAND);
      expect(Math.abs(measureTextureAxis(image) - azimuth)).toBeLessThan(0.2);
    }
  });

  test("heights rendered under the image's light look like the image", () => {
    const ring = flattenIllumination(renderReflectance(scan, { kind: "ring" }), BAND);
    expect(correlate(ring, flattenIllumination(renderUnderLight(heights, { kind: "ring" }), BAND))).toBeGreaterThan(
      0.5,
    );
    const side = flattenIllumination(renderReflectance(scan, { kind: "side", azimuth: 1 }), BAND);
    const lit = (azimuth: number): number =>
      correlate(side, flattenIllumination(renderUnderLight(heights, { kind: "side", azimuth }), BAND));
    expect(lit(1)).toBeGreaterThan(0.6);
    expect(lit(1 + Math.PI)).toBeLessThan(-0.6);
    expect(() => renderUnderLight(side, { kind: "ring" })).toThrow(RangeError);
  });
});

test("flattening takes off shading and exposure, and leaves out what is blown out", () => {
  const image = renderReflectance(scan, { kind: "ring", noise: 0 });
  const flat = flattenIllumination(image, BAND);
  const shaded = {
    ...image,
    values: image.values.map((grey, i) => grey * (0.5 + (0.5 * (i % image.width)) / image.width)),
  };
  expect(correlate(flattenIllumination(shaded, BAND), flat)).toBeGreaterThan(0.97);
  const burnt = {
    ...image,
    values: image.values.map((grey, i) => (i % image.width < image.width / 2 ? grey + 1 : grey)),
  };
  burnt.values.forEach((grey, i) => {
    if (grey > 1) burnt.values[i] = 1;
  });
  const left = flattenIllumination(burnt, BAND);
  const count = (from: number, to: number): number =>
    left.values.filter((value, i) => !Number.isNaN(value) && i % left.width >= from && i % left.width < to).length;
  expect(count(0, left.width / 2 - 8)).toBe(0);
  expect(count(left.width / 2, left.width)).toBeGreaterThan(5000);
});
