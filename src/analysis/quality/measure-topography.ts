import { selectMedian } from "../filter/select-nth.ts";
import type { Surface } from "../surface.ts";
import { closeMask } from "./find-outline.ts";

/** What a topography shows of itself, before any comparison. Lengths in metres, shares 0..1. */
export interface TopographyFigures {
  readonly points: number;
  readonly shareMissing: number;
  /** Missing among the points inside the mark's own outline. */
  readonly shareMissingInside: number;
  /** Square metres that have data. */
  readonly area: number;
  /** Larger and smaller side of the box around the data. */
  readonly extent: readonly [number, number];
  /** Root mean square height after the best plane is taken off. */
  readonly roughness: number;
  /** Standard deviation of point-to-point noise, from second differences. */
  readonly noise: number;
  /** Points that leap from both neighbours. */
  readonly shareSpikes: number;
}

/** Gaps up to this width are drop-outs of the instrument, wider ones the shape of the mark (a firing pin hole is 1.5 mm). */
const DROPOUT_WIDTH = 100e-6;
/** A second difference of independent noise has the standard deviation sqrt(1 + 4 + 1) of the noise. */
const SECOND_DIFFERENCE_GAIN = Math.sqrt(6);
/** Median absolute deviation to standard deviation, for a normal distribution. */
const MAD_TO_SIGMA = 1.4826;
/** A leap beyond this many typical second differences is no surface. */
const SPIKE_FACTOR = 25;

function findPresent(values: Float32Array): Uint8Array {
  const present = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] === 0) present[i] = 1;
  return present;
}

/** Residual root mean square of a least-squares plane, by the normal equations of centred coordinates. */
function measureRoughness(surface: Surface, present: Uint8Array): number {
  const { width, height, values } = surface;
  let n = 0;
  let sx = 0;
  let sy = 0;
  let sz = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!present[i]) continue;
      n += 1;
      sx += x;
      sy += y;
      sz += values[i];
    }
  }
  const mx = sx / n;
  const my = sy / n;
  const mz = sz / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  let xz = 0;
  let yz = 0;
  let zz = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!present[i]) continue;
      const dx = x - mx;
      const dy = y - my;
      const dz = values[i] - mz;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
      xz += dx * dz;
      yz += dy * dz;
      zz += dz * dz;
    }
  }
  const det = xx * yy - xy * xy;
  const explained = det > 0 ? (xz * (xz * yy - yz * xy) + yz * (yz * xx - xz * xy)) / det : 0;
  return Math.sqrt(Math.max(0, zz - explained) / n);
}

function takeMedian(values: Float64Array): number {
  return values.length === 0 ? 0 : selectMedian(values);
}

/** Noise and spikes from second differences along the rows, where three neighbours are present. */
function measureNoise(surface: Surface, present: Uint8Array): { noise: number; shareSpikes: number } {
  const { width, height, values } = surface;
  const leaps = new Float64Array(width * height);
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      if (!(present[i - 1] & present[i] & present[i + 1])) continue;
      const leap = values[i - 1] - 2 * values[i] + values[i + 1];
      leaps[count++] = leap < 0 ? -leap : leap;
    }
  }
  const used = leaps.subarray(0, count);
  const typical = takeMedian(used) * MAD_TO_SIGMA;
  let spikes = 0;
  for (let k = 0; k < count; k++) if (used[k] > SPIKE_FACTOR * typical) spikes += 1;
  return { noise: typical / SECOND_DIFFERENCE_GAIN, shareSpikes: count === 0 ? 0 : spikes / count };
}

function findBox(present: Uint8Array, width: number): { columns: number; rows: number } {
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let i = 0; i < present.length; i++) {
    if (!present[i]) continue;
    const x = i % width;
    const y = (i - x) / width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (top < 0) top = y;
    bottom = y;
  }
  return { columns: Math.max(0, right - left + 1), rows: top < 0 ? 0 : bottom - top + 1 };
}

/** Measures a topography; increments in metres. Works in time linear in its points. */
export function measureTopography(surface: Surface): TopographyFigures {
  const { width, height, incrementX, incrementY } = surface;
  const present = findPresent(surface.values);
  const points = present.reduce((sum, value) => sum + value, 0);
  const radius = Math.max(1, Math.round(DROPOUT_WIDTH / 2 / Math.max(incrementX, incrementY)));
  const inside = closeMask(present, width, height, radius).reduce((sum, value) => sum + value, 0);
  const box = findBox(present, width);
  const sides = [box.columns * incrementX, box.rows * incrementY].sort((a, b) => b - a);
  return {
    points,
    shareMissing: 1 - points / present.length,
    shareMissingInside: inside === 0 ? 1 : 1 - points / inside,
    area: points * incrementX * incrementY,
    extent: [sides[0], sides[1]],
    roughness: points === 0 ? 0 : measureRoughness(surface, present),
    ...measureNoise(surface, present),
  };
}
