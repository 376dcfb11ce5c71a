import { describe, expect, it } from "@jest/globals";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { renderReflectance } from "../../src/analysis/simulate/render-reflectance.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const ALIGNED = { rotation: 0, shiftX: 0, shiftY: 0, contact: 0.9 };

/** Height differences over 50 um across: a crude high-pass that levels without a filter of the project. */
function takeDifference(surface: Surface, x: number, y: number): number {
  const column = x + surface.width / 2;
  const at = (y + surface.height / 2) * surface.width + column;
  return surface.values[at + 4] - surface.values[at - 4];
}

/** Correlation of two aligned scans between 1.2 and 1.6 mm from their centres (no edges), wild points left out. */
function correlateAligned(a: Surface, b: Surface): number {
  const half = Math.round(1.6e-3 / a.incrementX);
  const sums = { n: 0, p: 0, q: 0, pq: 0, pp: 0, qq: 0 };
  for (let y = -half; y < half; y++) {
    for (let x = -half; x < half; x++) {
      const radius = Math.hypot(x, y) * a.incrementX;
      if (radius < 1.2e-3 || radius > 1.6e-3) continue;
      const p = takeDifference(a, x, y) * 1e6;
      const q = takeDifference(b, x, y) * 1e6;
      if (Number.isNaN(p + q) || Math.abs(p) > 6 || Math.abs(q) > 6) continue;
      sums.n++;
      sums.p += p;
      sums.q += q;
      sums.pq += p * q;
      sums.pp += p * p;
      sums.qq += q * q;
    }
  }
  const covariance = sums.pq - (sums.p * sums.q) / sums.n;
  return covariance / Math.sqrt((sums.pp - sums.p ** 2 / sums.n) * (sums.qq - sums.q ** 2 / sums.n));
}

const firearm = simulateFirearm(11, { make: "Mahoe" });
const sameMake = simulateFirearm(12, { make: "Mahoe" });

describe("simulateBreechFaceFiring", () => {
  const first = simulateBreechFaceFiring(firearm, 1, ALIGNED);

  it("gives the same bytes for the same seeds, and another firing for another seed", () => {
    const again = simulateBreechFaceFiring(simulateFirearm(11, { make: "Mahoe" }), 1, ALIGNED);
    expect(Buffer.from(again.values.buffer).equals(Buffer.from(first.values.buffer))).toBe(true);
    const other = simulateBreechFaceFiring(firearm, 2, ALIGNED);
    expect(Buffer.from(other.values.buffer).equals(Buffer.from(first.values.buffer))).toBe(false);
  });

  it("repeats the firearm's texture and only a little of the make's", () => {
    const same = correlateAligned(first, simulateBreechFaceFiring(firearm, 2, ALIGNED));
    const different = correlateAligned(first, simulateBreechFaceFiring(sameMake, 1, ALIGNED));
    expect(same).toBeGreaterThan(0.5);
    expect(different).toBeLessThan(0.3);
    expect(different).toBeGreaterThan(0.02);
  });

  it("turns the mark: unaligned firings of one firearm do not correlate", () => {
    const turned = simulateBreechFaceFiring(firearm, 2, { ...ALIGNED, rotation: 1 });
    expect(Math.abs(correlateAligned(first, turned))).toBeLessThan(0.1);
  });

  it("is an annulus of micrometre relief with missing data at the asked pitch", () => {
    const scan = simulateBreechFaceFiring(firearm, 3, { pitch: 12.5e-6 });
    expect(scan).toMatchObject({ incrementX: 12.5e-6, incrementY: 12.5e-6, kind: "topography" });
    expect(scan.values).toHaveLength(scan.width * scan.height);
    expect(scan.width * 12.5e-6).toBeGreaterThan(3.5e-3);
    const present = scan.values.filter((value) => !Number.isNaN(value));
    const share = present.length / scan.values.length;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.65);
    expect(Number.isNaN(scan.values[(scan.height / 2) * scan.width + scan.width / 2])).toBe(true);
    expect(Math.max(...present)).toBeLessThan(100e-6);
  });

  it("refuses a make that does not exist", () => {
    expect(() => simulateFirearm(1, { make: "nothing" })).toThrow(RangeError);
  });
});

describe("renderReflectance", () => {
  const tilted = (slopeX: number): Surface => ({
    width: 8,
    height: 8,
    incrementX: 1e-6,
    incrementY: 1e-6,
    values: Float32Array.from({ length: 64 }, (_, i) => (i % 8) * slopeX * 1e-6),
    kind: "topography",
  });
  /** A roof: its left half rises, its right half falls. */
  const roof: Surface = {
    ...tilted(0),
    values: Float32Array.from({ length: 64 }, (_, i) => -Math.abs((i % 8) - 3.5) * 0.1e-6),
  };

  it("shows which way a facet faces under a side light, and not under a ring", () => {
    const side = renderReflectance(roof, { kind: "side", azimuth: 0, noise: 0 }).values;
    const ring = renderReflectance(roof, { kind: "ring", noise: 0 }).values;
    // Light from the right: the facet that falls to the right faces it.
    expect(side[3 * 8 + 6]).toBeGreaterThan(3 * side[3 * 8 + 1]);
    expect(ring[3 * 8 + 6]).toBeCloseTo(ring[3 * 8 + 1], 5);
  });

  it("gives grey values in 0..1, missing where the topography is missing", () => {
    const scan = simulateBreechFaceFiring(firearm, 1, ALIGNED);
    const image = renderReflectance(scan, { kind: "ring" });
    expect(image.kind).toBe("reflectance");
    const lit = image.values.filter((value) => !Number.isNaN(value));
    expect(lit.length).toBeGreaterThan(50_000);
    expect(lit.every((value) => value >= 0 && value <= 1)).toBe(true);
    const missing = scan.values.findIndex((value) => Number.isNaN(value));
    expect(Number.isNaN(image.values[missing])).toBe(true);
  });

  it("does not render an image again", () => {
    expect(() => renderReflectance({ ...tilted(0), kind: "reflectance" }, { kind: "ring" })).toThrow(RangeError);
  });
});
