import { describe, expect, it } from "@jest/globals";
import { cutHalfAtRandom } from "../../src/analysis/evaluate/cut-half.ts";
import { createRandom } from "../../src/analysis/random.ts";
import type { Surface } from "../../src/analysis/surface.ts";

/** A disc of data in the lower right of a square of missing points, twice as wide in metres as it is high. */
function drawDisc(): Surface {
  const side = 101;
  const values = new Float32Array(side * side).map((_, i) =>
    Math.hypot((i % side) - 60, Math.floor(i / side) - 55) < 38 ? i : Number.NaN,
  );
  return { width: side, height: side, incrementX: 2e-6, incrementY: 1e-6, values, kind: "topography" };
}

function countData({ values }: Surface): number {
  return values.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
}

describe("cutHalfAtRandom", () => {
  it("removes half of the data wherever the data lies, on one side of a line, and changes none of the rest", () => {
    const disc = drawDisc();
    const whole = countData(disc);
    for (let seed = 1; seed <= 8; seed++) {
      const half = cutHalfAtRandom(disc, createRandom(seed));
      expect(Math.abs(countData(half) / whole - 0.5)).toBeLessThan(0.02);
      half.values.forEach((value, i) => {
        if (!Number.isNaN(value)) expect(value).toBe(disc.values[i]);
      });
      // The mean place of what is left lies half-way out: 4 r / (3 pi) off the middle of a disc.
      const kept = [...half.values.keys()].filter((i) => !Number.isNaN(half.values[i]));
      const x = kept.reduce((sum, i) => sum + (i % disc.width) - 60, 0) / kept.length;
      const y = kept.reduce((sum, i) => sum + Math.floor(i / disc.width) - 55, 0) / kept.length;
      expect(Math.hypot(x, y)).toBeCloseTo((4 * 38) / (3 * Math.PI), 0);
    }
  });

  it("draws another side by another seed, the same by the same", () => {
    const disc = drawDisc();
    const half = (seed: number) => cutHalfAtRandom(disc, createRandom(seed)).values;
    expect(half(1)).toEqual(half(1));
    expect(half(1)).not.toEqual(half(2));
  });
});
