import { describe, expect, it } from "@jest/globals";
import {
  bandPassProfile,
  correlateStretches,
  findExtent,
  findMedian,
  findRobustScale,
} from "../../src/analysis/compare/land-signal.ts";
import { smoothProfile } from "../../src/analysis/compare/smooth-profile.ts";
import { createRandom } from "../../src/analysis/random.ts";

const wave = (count: number, length: number): Float32Array =>
  Float32Array.from({ length: count }, (_, x) => Math.sin((2 * Math.PI * x) / length));
const amplitude = (profile: Float32Array): number => profile.slice(300, -300).reduce((most, z) => Math.max(most, z), 0);

/** The definition itself, sample by sample. */
function smoothPlainly(profile: Float32Array, cutoff: number, order: 0 | 1): Float32Array {
  const alpha = Math.sqrt(Math.LN2 / Math.PI) * cutoff;
  const radius = Math.max(1, Math.ceil(alpha * Math.sqrt(Math.log(100) / Math.PI)));
  return profile.map((_, x) => {
    let [w, wx, wxx, z, zx] = [0, 0, 0, 0, 0];
    for (let k = -radius; k <= radius; k++) {
      const value = profile[x + k] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const weight = Math.exp(-Math.PI * (k / alpha) ** 2);
      w += weight;
      wx += weight * k;
      wxx += weight * k * k;
      z += weight * value;
      zx += weight * k * value;
    }
    if (w === 0) return Number.NaN;
    const spread = w * wxx - wx * wx;
    return order === 0 || spread <= 1e-3 * w * wxx ? z / w : (z * wxx - zx * wx) / spread;
  });
}

describe("smoothProfile", () => {
  it("gives the definition's own numbers to the last bit, with gaps, at the ends, and wider than the profile", () => {
    const random = createRandom(5);
    for (const [count, cutoff, share] of [
      [300, 40, 0],
      [301, 40, 0.1],
      [257, 90, 0.6],
      [40, 200, 0.3],
      [5, 1, 0],
      [1, 3, 0],
      [120, 15, 1],
    ] as const) {
      const profile = Float32Array.from({ length: count }, () =>
        random.uniform() < share ? Number.NaN : random.uniform(),
      );
      profile.fill(Number.NaN, count >> 2, (count >> 2) + Math.round(share * 40));
      for (const order of [0, 1] as const) {
        expect(smoothProfile(profile, cutoff, order)).toEqual(smoothPlainly(profile, cutoff, order));
      }
    }
  });

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
