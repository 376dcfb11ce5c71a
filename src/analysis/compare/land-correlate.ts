/** Masked Pearson correlation of two profiles over all permitted lags and stretches. Positions are samples. */
import { findExtent } from "./land-signal.ts";

/** A profile cut to its data, with running sums that give the statistics of any stretch at once. */
export interface Track {
  readonly values: Float64Array;
  /** 1 where there is data, 0 where `values` holds a 0 for a missing sample. */
  readonly present: Float64Array;
  readonly holes: boolean;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** Where the first sample stood in the profile it was cut from. */
  readonly start: number;
  readonly count: number;
}

/** Cuts a profile to its data; null when there is none. */
export function createTrack(profile: Float32Array): Track | null {
  const extent = findExtent(profile);
  if (!extent) return null;
  const length = extent.end - extent.start;
  const values = new Float64Array(length);
  const present = new Float64Array(length);
  const sums = new Float64Array(length + 1);
  const squares = new Float64Array(length + 1);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const value = profile[extent.start + i];
    if (!Number.isNaN(value)) {
      values[i] = value;
      present[i] = 1;
      count++;
    }
    sums[i + 1] = sums[i] + values[i];
    squares[i + 1] = squares[i] + values[i] * values[i];
  }
  return { values, present, holes: count < length, sums, squares, start: extent.start, count };
}

/** Stretches a profile about its middle by `factor` (linear interpolation; beside a missing sample it is missing). */
export function stretchProfile(profile: Float32Array, factor: number): Float32Array {
  if (factor === 1) return profile;
  const count = Math.round(profile.length * factor);
  const result = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const at = (i - (count - 1) / 2) / factor + (profile.length - 1) / 2;
    const whole = Math.floor(at);
    const part = at - whole;
    if (whole < 0 || whole >= profile.length) result[i] = Number.NaN;
    else if (part < 1e-9) result[i] = profile[whole];
    else if (whole + 1 < profile.length) result[i] = profile[whole] * (1 - part) + profile[whole + 1] * part;
    else result[i] = Number.NaN;
  }
  return result;
}

/**
 * Correlation with sample i of `b` laid on sample i + lag of `a`, over the samples present in both; NaN when those are
 * fewer than `least`. The mask is part of every sum, so that missing samples weigh in neither mean nor variance.
 */
export function correlateAtLag(a: Track, b: Track, lag: number, least: number): number {
  const first = Math.max(0, lag);
  const last = Math.min(a.values.length, b.values.length + lag);
  if (last - first < least) return Number.NaN;
  const u = a.values;
  const v = b.values;
  let n = last - first;
  let sab = 0;
  for (let x = first; x < last; x++) sab += u[x] * v[x - lag];
  let sa = a.sums[last] - a.sums[first];
  let sb = b.sums[last - lag] - b.sums[first - lag];
  let saa = a.squares[last] - a.squares[first];
  let sbb = b.squares[last - lag] - b.squares[first - lag];
  if (a.holes || b.holes) {
    n = 0;
    sa = 0;
    sb = 0;
    saa = 0;
    sbb = 0;
    for (let x = first; x < last; x++) {
      const there = a.present[x] * b.present[x - lag];
      n += there;
      sa += there * u[x];
      sb += there * v[x - lag];
      saa += there * u[x] * u[x];
      sbb += there * v[x - lag] * v[x - lag];
    }
    if (n < least) return Number.NaN;
  }
  const variance = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n);
  return variance > 0 ? (sab - (sa * sb) / n) / Math.sqrt(variance) : 0;
}

export interface LagRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Lags worth asking: between laying the left ends on each other and laying the right ends on each other, and `tolerance`
 * samples beyond either. The ends are the groove shoulders, which the same barrel engraves at the same places; where one
 * was not found the two lengths differ and the range widens by itself.
 */
export function findLagRange(a: Track, b: Track, tolerance: number): LagRange {
  const difference = a.values.length - b.values.length;
  return { first: Math.min(0, difference) - tolerance, last: Math.max(0, difference) + tolerance };
}

export interface LagMatch {
  readonly lag: number;
  readonly correlation: number;
}

/** Best lag of `b` on `a` in the range; null when the overlap is below `least` everywhere. */
export function findBestLag(a: Track, b: Track, range: LagRange, least: number): LagMatch | null {
  let best: LagMatch | null = null;
  for (let lag = range.first; lag <= range.last; lag++) {
    const correlation = correlateAtLag(a, b, lag, least);
    if (correlation > (best?.correlation ?? -2)) best = { lag, correlation };
  }
  return best;
}
