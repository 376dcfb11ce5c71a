import type { Surface } from "../surface.ts";

/** A coarse point needs data under at least this share of its area. */
const LEAST_COVERAGE = 0.5;

/**
 * Brings a surface to square points of `pitch` metres about the same grid centre. Shrinking averages over each new
 * point's area, weighting partly covered old points (so it is also the anti-aliasing); enlarging repeats old values under
 * the same rule. Missing values take no part; a new point with data under less than half of its area is missing.
 */
export function resampleSurface(surface: Surface, pitch: number): Surface {
  const width = Math.max(1, Math.round((surface.width * surface.incrementX) / pitch));
  const height = Math.max(1, Math.round((surface.height * surface.incrementY) / pitch));
  if (surface.incrementX === pitch && surface.incrementY === pitch) return surface;
  const columns = coverLine(surface.width, surface.incrementX, width, pitch);
  const rows = coverLine(surface.height, surface.incrementY, height, pitch);

  // Along x first: sums and weights of each new column for every old row; then along y.
  const sums = new Float64Array(width * surface.height);
  const weights = new Float64Array(width * surface.height);
  for (let y = 0; y < surface.height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let weight = 0;
      for (let k = columns.first[x]; k <= columns.last[x]; k++) {
        const value = surface.values[y * surface.width + k];
        if (Number.isNaN(value)) continue;
        const share = overlap(k, surface.width, surface.incrementX, x, width, pitch);
        sum += share * value;
        weight += share;
      }
      sums[y * width + x] = sum;
      weights[y * width + x] = weight;
    }
  }
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let weight = 0;
      for (let k = rows.first[y]; k <= rows.last[y]; k++) {
        const share = overlap(k, surface.height, surface.incrementY, y, height, pitch);
        sum += share * sums[k * width + x];
        weight += share * weights[k * width + x];
      }
      values[y * width + x] = weight >= LEAST_COVERAGE ? sum / weight : Number.NaN;
    }
  }
  return { ...surface, width, height, incrementX: pitch, incrementY: pitch, values };
}

/** First and last old index that reaches into each new point, both lines being centred on the same place. */
function coverLine(
  oldCount: number,
  oldStep: number,
  newCount: number,
  newStep: number,
): { first: Int32Array; last: Int32Array } {
  const first = new Int32Array(newCount);
  const last = new Int32Array(newCount);
  for (let i = 0; i < newCount; i++) {
    const start = (i - newCount / 2) * newStep;
    first[i] = Math.max(0, Math.floor(start / oldStep + oldCount / 2));
    last[i] = Math.min(oldCount - 1, Math.ceil((start + newStep) / oldStep + oldCount / 2) - 1);
  }
  return { first, last };
}

/** Length of new point `i` that old point `k` covers, as a share of the new point. */
function overlap(k: number, oldCount: number, oldStep: number, i: number, newCount: number, newStep: number): number {
  const oldStart = (k - oldCount / 2) * oldStep;
  const newStart = (i - newCount / 2) * newStep;
  const length = Math.min(oldStart + oldStep, newStart + newStep) - Math.max(oldStart, newStart);
  return Math.max(0, length / newStep);
}
