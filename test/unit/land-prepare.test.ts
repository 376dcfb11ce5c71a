import { describe, expect, it } from "@jest/globals";
import { findShear, isTransposed, removeShear, transposeSurface } from "../../src/analysis/compare/land-orientation.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import { clearOverlays } from "../../src/analysis/compare/land-reflectance.ts";
import { findImageShoulders, findTopographyShoulders } from "../../src/analysis/compare/land-shoulders.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const firearm = simulateFirearm(31);

/** Vertical grey stripes with noise, `slope` columns per row off the vertical. */
function makeImage(width: number, height: number, slope: number): Surface {
  const random = createRandom(9);
  const stripes = Array.from({ length: width * 3 }, () => random.uniform());
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = Math.round((x - slope * y) / 4) + width;
      values[y * width + x] = 0.3 + 0.2 * stripes[at] + 0.05 * random.normal();
    }
  }
  return { width, height, incrementX: 1, incrementY: 1, values, kind: "reflectance" };
}

describe("the direction of striae", () => {
  it("is told from the gradient: swapped axes are found and undone", () => {
    const scan = simulateLandFiring(firearm, 0, 1);
    expect(isTransposed(scan)).toBe(false);
    expect(isTransposed(transposeSurface(scan))).toBe(true);
    expect(transposeSurface(transposeSurface(scan))).toEqual(scan);
  });

  it("is found to a tenth of a degree", () => {
    for (const slope of [-0.1, 0.033, 0.151]) {
      const found = findShear(makeImage(400, 200, slope));
      expect(Math.abs(Math.atan(found) - Math.atan(slope))).toBeLessThan((0.1 * Math.PI) / 180);
    }
  });

  it("is straightened without moving the middle row", () => {
    const image = makeImage(300, 100, 0.1);
    const straight = removeShear(image, 0.1);
    expect(Math.abs(findShear(straight))).toBeLessThan(0.002);
    expect(straight.values.slice(50 * 300, 51 * 300 - 1)).toEqual(image.values.slice(50 * 300, 51 * 300 - 1));
  });
});

describe("shoulders", () => {
  it("of a topography lie where the land was engraved, wherever the land lies in the scan", () => {
    for (const shift of [-90e-6, 0, 80e-6]) {
      const scan = simulateLandFiring(firearm, 2, 5, { shift });
      const shoulders = findTopographyShoulders(scan);
      const middle = (scan.width - 1) / 2 + shift / scan.incrementX;
      const half = firearm.lands[2].width / 2 / scan.incrementX;
      expect(shoulders?.leftFound).toBe(true);
      expect(shoulders?.rightFound).toBe(true);
      // Within 40 um: the shear of the scan alone moves the shoulders by up to 18 um.
      expect(Math.abs((shoulders?.left ?? 0) - (middle - half))).toBeLessThan(20);
      expect(Math.abs((shoulders?.right ?? 0) - (middle + half))).toBeLessThan(20);
    }
  });

  it("of an image lie where columns lose their surface", () => {
    const image = makeImage(400, 120, 0);
    const random = createRandom(3);
    for (let y = 0; y < 120; y++) {
      for (const start of [60, 330]) {
        for (let x = start; x < start + 8; x++) if (random.uniform() < 0.5) image.values[y * 400 + x] = Number.NaN;
      }
    }
    const shoulders = findImageShoulders(image);
    expect(shoulders?.left).toBeGreaterThan(64);
    expect(shoulders?.left).toBeLessThan(74);
    expect(shoulders?.right).toBeGreaterThan(322);
    expect(shoulders?.right).toBeLessThan(333);
  });
});

describe("clearOverlays", () => {
  it("clears saturated points with their neighbours and a line drawn across, and little else", () => {
    const image = makeImage(400, 120, 0);
    image.values[20 * 400 + 100] = 1;
    for (let x = 0; x < 400; x++) for (let y = 80; y < 83; y++) image.values[y * 400 + x] = 0.75;
    const cleared = clearOverlays(image);
    expect(cleared.values[20 * 400 + 100]).toBeNaN();
    expect(cleared.values[20 * 400 + 101]).toBeNaN();
    for (let x = 0; x < 400; x += 7) expect(cleared.values[81 * 400 + x]).toBeNaN();
    const rest = cleared.values.filter((value) => !Number.isNaN(value)).length;
    expect(rest).toBeGreaterThan(400 * 120 - 3 * 400 - 1600);
  });
});

describe("prepareLand", () => {
  it("gives a unit-free profile between the shoulders, one value a column", () => {
    const mark = prepareLand(simulateLandFiring(firearm, 1, 7), { scaleKnown: true });
    const present = (mark.profile ?? new Float32Array()).filter((value) => !Number.isNaN(value));
    expect(mark.profile).toHaveLength(mark.surface.width);
    expect(mark.surface.incrementX).toBe(2.5e-6);
    expect(Math.abs(present.length * 2.5e-6 - firearm.lands[1].width)).toBeLessThan(80e-6);
    expect(present.reduce((sum, value) => sum + value * value, 0) / present.length).toBeCloseTo(1, 3);
  });

  it("gives no profile where no striae run through: noise, a blank, nothing", () => {
    const scan = simulateLandFiring(firearm, 1, 7);
    const random = createRandom(5);
    const { width, height } = scan;
    const crown = (x: number): number => -(((x - width / 2) * 2e-6) ** 2) / 9e-3;
    const noise = Float32Array.from({ length: width * height }, (_, i) => crown(i % width) + 1e-6 * random.normal());
    const blank = Float32Array.from({ length: width * height }, (_, i) => crown(i % width));
    const nothing = new Float32Array(width * height).fill(Number.NaN);
    for (const values of [noise, blank, nothing]) {
      const { profile } = prepareLand({ ...scan, values }, { scaleKnown: true });
      expect(profile?.every((value) => Number.isNaN(value))).toBe(true);
    }
  });
});
