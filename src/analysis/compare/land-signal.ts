/** Filters and statistics on one profile. Positions and lengths are samples; a missing value is NaN and takes no part. */
import { selectNth } from "../filter/select-nth.ts";
import { smoothProfile } from "./smooth-profile.ts";

/** Keeps the wavelengths between `shortest` and `longest` (samples); `shortest` 0 keeps all short ones. NaN stays NaN. */
export function bandPassProfile(profile: Float32Array, shortest: number, longest: number): Float32Array {
  const low = shortest > 0 ? smoothProfile(profile, shortest, 0) : profile;
  const form = smoothProfile(profile, longest, 1);
  const result = new Float32Array(profile.length);
  // A missing value makes the difference NaN by itself only where nothing was bridged.
  for (let x = 0; x < result.length; x++) result[x] = Number.isNaN(profile[x]) ? Number.NaN : low[x] - form[x];
  return result;
}

/** Median of the values that are there; NaN when none is. */
export function findMedian(values: ArrayLike<number>): number {
  return takeMedian(collectPresent(values, (value) => value));
}

/** Robust standard deviation about zero: 1.4826 times the median of the absolute values. */
export function findRobustScale(values: ArrayLike<number>): number {
  return 1.4826 * takeMedian(collectPresent(values, Math.abs));
}

function collectPresent(values: ArrayLike<number>, read: (value: number) => number): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) present[count++] = read(value);
  }
  return present.subarray(0, count);
}

function takeMedian(present: Float64Array): number {
  const middle = present.length >> 1;
  const upper = selectNth(present, middle);
  if (present.length % 2 === 1 || present.length === 0) return upper;
  // Those before the place that was selected are none larger.
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, present[i]);
  return (lower + upper) / 2;
}

/** First and one past the last sample that is there; null when all are missing. */
export function findExtent(profile: Float32Array): { start: number; end: number } | null {
  let start = 0;
  while (start < profile.length && Number.isNaN(profile[start])) start++;
  if (start === profile.length) return null;
  let end = profile.length;
  while (Number.isNaN(profile[end - 1])) end--;
  return { start, end };
}

/** Pearson correlation of two equally long stretches over the samples present in both; NaN below `least` such samples. */
export function correlateStretches(a: Float32Array, b: Float32Array, least: number): number {
  let n = 0;
  let sa = 0;
  let sb = 0;
  let saa = 0;
  let sbb = 0;
  let sab = 0;
  for (let i = 0; i < a.length; i++) {
    const product = a[i] * b[i];
    if (Number.isNaN(product)) continue;
    n++;
    sa += a[i];
    sb += b[i];
    saa += a[i] * a[i];
    sbb += b[i] * b[i];
    sab += product;
  }
  if (n < least) return Number.NaN;
  const variance = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n);
  return variance > 0 ? (sab - (sa * sb) / n) / Math.sqrt(variance) : 0;
}
