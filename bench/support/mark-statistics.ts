/** What a prepared mark looks like in a few numbers, so that simulated ones can be held against real ones. */
import type { Kernels } from "../../src/analysis/kernels/kernels.ts";
import type { Surface } from "../../src/analysis/surface.ts";

/** Metres: bounds of the rings of wavelengths, longest first. */
export const RINGS: readonly number[] = [400, 300, 250, 200, 160, 128, 100, 80, 64, 50, 40, 32, 26].map(
  (micrometres) => micrometres * 1e-6,
);
/** Points a side of the transform; 4.8 mm, wider than any breech face. */
const SIDE = 384;
/** Metres: waves in which the direction is measured. */
const DIRECTED = [50e-6, 200e-6] as const;

export interface MarkStatistics {
  /** Mean power of each ring a point of the mark, of root mean square 1. */
  readonly rings: readonly number[];
  /** 0: the same in all directions; .5 and more: lines. */
  readonly direction: number;
  readonly skew: number;
  readonly kurtosis: number;
  /** Square millimetres. */
  readonly area: number;
}

/** Missing points are zeros to the transform, in real and simulated marks alike. */
export function measureMark(surface: Surface, kernels: Kernels): MarkStatistics {
  const { width, height, incrementX: pitch, values } = surface;
  let count = 0;
  const sums = [0, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    sums[0] += value ** 2;
    sums[1] += value ** 3;
    sums[2] += value ** 4;
  }
  const variance = sums[0] / count;
  const power = kernels.scope(() => {
    const plane = { re: kernels.take(SIDE * SIDE).fill(0), im: kernels.take(SIDE * SIDE).fill(0) };
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const value = values[y * width + x];
        if (!Number.isNaN(value)) plane.re[y * SIDE + x] = value;
      }
    }
    kernels.forward(plane, SIDE);
    return plane.re.map((re, i) => (re * re + plane.im[i] ** 2) / count / variance);
  });
  return {
    ...measureSpectrum(power, pitch),
    skew: sums[1] / count / variance ** 1.5,
    kurtosis: sums[2] / count / variance ** 2,
    area: count * pitch * pitch * 1e6,
  };
}

function measureSpectrum(power: Float32Array, pitch: number): Pick<MarkStatistics, "rings" | "direction"> {
  const totals = RINGS.slice(1).map(() => ({ sum: 0, count: 0 }));
  let [along, across, all] = [0, 0, 0];
  for (let row = 0, at = 0; row < SIDE; row++) {
    const y = row < SIDE / 2 ? row : row - SIDE;
    for (let column = 0; column < SIDE; column++, at++) {
      const x = column < SIDE / 2 ? column : column - SIDE;
      const length = (SIDE * pitch) / Math.hypot(x, y);
      const ring = RINGS.findIndex((bound, i) => i > 0 && length >= bound) - 1;
      if (ring < 0 || length > RINGS[0]) continue;
      totals[ring].sum += power[at];
      totals[ring].count++;
      if (length < DIRECTED[0] || length > DIRECTED[1]) continue;
      const angle = 2 * Math.atan2(y, x);
      along += power[at] * Math.cos(angle);
      across += power[at] * Math.sin(angle);
      all += power[at];
    }
  }
  return { rings: totals.map(({ sum, count }) => sum / count), direction: Math.hypot(along, across) / all };
}

export const findMean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Value below which the given share of the values lies. */
export function findQuantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
