import { describe, expect, it } from "@jest/globals";
import {
  bandPassProfile,
  correlateStretches,
  findExtent,
  findMedian,
  findRobustScale,
  smoothProfile,
} from "../../src/analysis/compare/land-signal.ts";

const wave = (count: number, length: number): Float32Array =>
  Float32Array.from({ length: count }, (_, x) => Math.sin((2 * Math.PI * x) / length));
const amplitude = (profile: Float32Array): number => profile.slice(300, -300).reduce((most, z) => Math.max(most, z), 0);

describe("smoothProfile", () => {
  it("lets half of a wave of the cut-off length pass, as ISO 16610-21 defines it", () => {
    expect(amplitude(smoothProfile(wave(1000, 50), 50, 0))).toBeCloseTo(0.5, 2);
    expect(amplitude(smoothProfile(wave(1000, 50), 50, 1))).toBeCloseTo(0.5, 2);
  });

  it("keeps a slope to its very ends in order 1, where order 0 sags", () => {
    const slope = Float32Array.from({ length: 200 }, (_, x) => x);
    expect(smoothProfile(slope, 60, 1)[0]).toBeCloseTo(0, 3);
    expect(smoothProfile(slope, 60, 0)[0]).toBeGreaterThan(5);
  });

  it("leaves missing values out of every mean", () => {
    const flat = new Float32Array(50).fill(3);
    flat.fill(Number.NaN, 20, 25);
    for (const value of smoothProfile(flat, 10, 0)) expect(value).toBeCloseTo(3, 5);
  });
});

describe("bandPassProfile", () => {
  it("keeps the band, removes what is shorter and longer, and keeps gaps as gaps", () => {
    const mixed = wave(2000, 40).map((z, x) => z + wave(2000, 4)[x] + 5 * wave(2000, 900)[x]);
    const band = bandPassProfile(mixed, 12, 150);
    expect(amplitude(band)).toBeGreaterThan(0.85);
    expect(amplitude(band)).toBeLessThan(1.3);
    mixed[1000] = Number.NaN;
    expect(bandPassProfile(mixed, 12, 150)[1000]).toBeNaN();
  });
});

describe("statistics", () => {
  it("take the median of what is there", () => {
    expect(findMedian([3, Number.NaN, 1, 2])).toBe(2);
    expect(findMedian([4, 1, 2, 3])).toBe(2.5);
    expect(findMedian([])).toBeNaN();
    expect(findRobustScale([-1, 1, -1, 1, 100])).toBeCloseTo(1.4826, 4);
  });

  it("find where the data begins and ends", () => {
    expect(findExtent(Float32Array.of(Number.NaN, 1, Number.NaN, 2, Number.NaN))).toEqual({ start: 1, end: 4 });
    expect(findExtent(Float32Array.of(Number.NaN))).toBeNull();
  });

  it("correlate over the samples present in both only", () => {
    const a = Float32Array.of(1, 2, 3, Number.NaN, 99);
    const b = Float32Array.of(2, 4, 6, 50, Number.NaN);
    expect(correlateStretches(a, b, 3)).toBeCloseTo(1, 6);
    expect(correlateStretches(a, b, 4)).toBeNaN();
  });
});
