/** One profile for a land: the mean of the cross-cuts that agree with each other. */
import type { Surface } from "../surface.ts";
import { correlateStretches } from "./land-signal.ts";

/** Cross-cuts are averaged in this many bands; each must have data in at least half of its rows to count in a column. */
const BANDS = 20;
const ROUNDS = 4;
/**
 * Bands that agree less than this share of what the best band does are not part of the cross-cut unless better ones lie
 * around. The rows of an image are mostly grain, so that nearly all are needed for a profile.
 */
const RUN_SHARE = { topography: 0.4, reflectance: 0.1 } as const;
/** A column needs data in bands of at least this share of the total weight. */
const LEAST_WEIGHT = 0.2;

/** Rows from `top` to one before `bottom`. */
export interface RowRun {
  readonly top: number;
  readonly bottom: number;
}

/** Below this agreement between cross-cuts no striae run through the land. */
const LEAST_COHERENCE = 0.15;
/** Over n columns of noise cross-cuts correlate by 1 / sqrt(n); turned and weighted for the best, by up to 3 times that. */
const NOISE_DEVIATIONS = 4;

export interface Consensus {
  readonly profile: Float32Array;
  /** Mean correlation of a band with the mean of the others, weighted as the profile is; about 0 for noise. */
  readonly coherence: number;
  /** The run of rows whose cross-cuts agree best; empty (0 to 0) where none agree. */
  readonly bestCut: RowRun;
}

function averageBand(surface: Surface, top: number, bottom: number): Float32Array {
  const { width, values } = surface;
  const band = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    let sum = 0;
    let count = 0;
    for (let y = top; y < bottom; y++) {
      const value = values[y * width + x];
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    band[x] = 2 * count >= bottom - top && count > 0 ? sum / count : Number.NaN;
  }
  return band;
}

/** Weighted mean of the bands, leaving out band `omit` (-1 for none). */
function combineBands(bands: readonly Float32Array[], weights: Float64Array, omit: number): Float32Array {
  let total = 0;
  for (let b = 0; b < bands.length; b++) if (b !== omit) total += weights[b];
  const profile = new Float32Array(bands[0].length);
  for (let x = 0; x < profile.length; x++) {
    let sum = 0;
    let weight = 0;
    for (let b = 0; b < bands.length; b++) {
      if (b === omit || Number.isNaN(bands[b][x])) continue;
      sum += weights[b] * bands[b][x];
      weight += weights[b];
    }
    profile[x] = weight > LEAST_WEIGHT * total && weight > 0 ? sum / weight : Number.NaN;
  }
  return profile;
}

/**
 * Averages the rows (already sheared and levelled) so that cross-cuts count as much as they agree with the rest: each
 * band's weight is its correlation with the mean of the other bands, found in a few rounds. Tank rash, the torn base of
 * the bullet and pits agree with nothing and drop out. The profile is that of the best run of rows, not of all: where the
 * mark decays towards the nose or the base it differs, however well the rows of that end agree with each other.
 */
export function findConsensus(surface: Surface): Consensus {
  const rows = Math.max(1, Math.ceil(surface.height / BANDS));
  const bands: Float32Array[] = [];
  for (let top = 0; top < surface.height; top += rows) {
    bands.push(averageBand(surface, top, Math.min(surface.height, top + rows)));
  }
  const weights = new Float64Array(bands.length).fill(1);
  const agreement = new Float64Array(bands.length);
  const least = surface.width * 0.1;
  for (let round = 0; round < ROUNDS; round++) {
    const before = Float64Array.from(weights);
    for (let b = 0; b < bands.length; b++) {
      const r = correlateStretches(combineBands(bands, before, b), bands[b], least);
      agreement[b] = !Number.isNaN(r) ? r : 0;
      weights[b] = Math.max(0, agreement[b]);
    }
  }
  // Of all rows, not of the chosen ones: the best of twenty cross-cuts of noise agree by choice.
  let sum = 0;
  let total = 0;
  for (let b = 0; b < bands.length; b++) {
    sum += weights[b] * agreement[b];
    total += weights[b];
  }
  const run = findBestRun(agreement, RUN_SHARE[surface.kind]);
  for (let b = 0; b < bands.length; b++) if (b < run.top || b >= run.bottom) weights[b] = 0;
  return {
    profile: combineBands(bands, weights, -1),
    coherence: total > 0 ? sum / total : 0,
    bestCut: { top: run.top * rows, bottom: Math.min(surface.height, run.bottom * rows) },
  };
}

/** The run of bands whose agreement exceeds `share` of the best band's by most in sum (Kadane's algorithm). */
function findBestRun(agreement: Float64Array, share: number): RowRun {
  const threshold = share * Math.max(...agreement);
  let best = { top: 0, bottom: 0 };
  let most = 0;
  let top = 0;
  let sum = 0;
  for (let b = 0; b < agreement.length; b++) {
    sum += agreement[b] - threshold;
    if (sum <= 0) {
      sum = 0;
      top = b + 1;
    } else if (sum > most) {
      most = sum;
      best = { top, bottom: b + 1 };
    }
  }
  return best;
}

/** The coherence that striae must reach; narrow scans of noise agree by chance more than wide ones. */
export function findLeastCoherence({ profile }: Consensus): number {
  let columns = 0;
  for (const value of profile) if (!Number.isNaN(value)) columns++;
  return Math.max(LEAST_COHERENCE, NOISE_DEVIATIONS / Math.sqrt(Math.max(1, columns)));
}
