import { describe, expect, it } from "@jest/globals";
import { renderSurface } from "../../src/analysis/image/render-surface.ts";
import type { Surface } from "../../src/analysis/surface.ts";

function createSurface(
  width: number,
  height: number,
  at: (x: number, y: number) => number,
  kind: Surface["kind"] = "topography",
): Surface {
  const values = Float32Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
  return { width, height, incrementX: 5e-6, incrementY: 5e-6, values, kind };
}
const pixel = (image: { width: number; rgba: Uint8Array }, x: number, y: number): number[] =>
  Array.from(image.rgba.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 4));

describe("renderSurface", () => {
  it("shows reflectance as it is and leaves missing points transparent", () => {
    const image = renderSurface(createSurface(3, 1, (x) => [0, 0.5, Number.NaN][x], "reflectance"));
    expect(pixel(image, 0, 0)).toEqual([0, 0, 0, 255]);
    expect(pixel(image, 1, 0)).toEqual([128, 128, 128, 255]);
    expect(pixel(image, 2, 0)).toEqual([0, 0, 0, 0]);
  });

  it("lights relief from the upper left: a ridge is bright on that side and dark on the other", () => {
    const ridge = createSurface(41, 41, (x, y) => -Math.abs(x + y - 40) * 1e-6);
    const image = renderSurface(ridge);
    expect(pixel(image, 10, 10)[0]).toBeGreaterThan(pixel(image, 30, 30)[0] + 60);
    expect(renderSurface(createSurface(8, 8, () => 3e-6)).rgba[0]).toBe(180);
  });

  it("shows the same relief at any height and steepness", () => {
    const wave = (gain: number): Surface => createSurface(40, 40, (x, y) => Math.sin(x / 3) * Math.cos(y / 5) * gain);
    const low = renderSurface(wave(1e-8)).rgba;
    const high = renderSurface(wave(1e-5)).rgba;
    low.forEach((value, i) => {
      expect(Math.abs(value - high[i])).toBeLessThanOrEqual(1);
    });
  });

  it("is at most 1,024 pixels a side, and a hole survives shrinking", () => {
    const large = createSurface(
      2500,
      1300,
      (x, y) => (x > 1200 && x < 1300 && y < 100 ? Number.NaN : x / 2500),
      "reflectance",
    );
    const image = renderSurface(large);
    expect(image).toMatchObject({ width: 833, height: 433 });
    expect(pixel(image, 416, 10)[3]).toBe(0);
    expect(pixel(image, 416, 100)[0]).toBeCloseTo(127, -1);
  });
});
