/** One profile for a land: the mean of the cross-cuts that agree with each other. */
import type { Surface } from "../surface.ts";
import { correlateStretches } from "./land-signal.ts";

/** Cross-cuts are averaged in this many bands; each must have data in at least half of its rows to count in a column. */
const BANDS = 20;
const ROUNDS = 4;
/** A column needs data in bands of at least this share of the total weight. */
const LEAST_WEIGHT = 0.2;

export interface Consensus {
  readonly profile: Float32Array;
  /** Mean correlation of a band with the mean of the others, weighted as the profile is; about 0 for noise. */
  readonly coherence: number;
  /** Rows of the band that agrees best with the others. */
  readonly bestCut: { readonly top: number; readonly bottom: number };
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
 * the bullet and pits agree with nothing and drop out, where a single chosen cut would lose the rest of the land.
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
  let sum = 0;
  let total = 0;
  let best = 0;
  for (let b = 0; b < bands.length; b++) {
    sum += weights[b] * agreement[b];
    total += weights[b];
    if (agreement[b] > agreement[best]) best = b;
  }
  return {
    profile: combineBands(bands, weights, -1),
    coherence: total > 0 ? sum / total : 0,
    bestCut: { top: best * rows, bottom: Math.min(surface.height, (best + 1) * rows) },
  };
}
