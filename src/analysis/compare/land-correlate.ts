/** Masked Pearson correlation of two profiles over all permitted lags and stretches. Positions are samples. */
import { loadKernels } from "../kernels/load-kernels.ts";
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

export interface LagRange {
  readonly first: number;
  readonly last: number;
}

/**
 * For each lag of the range the correlation with sample i of `b` laid on sample i + lag of `a`, over the samples present in both; NaN
 * when those are fewer than `least`. The mask is part of every sum, so that missing samples weigh in neither mean nor variance.
 */
export function correlateLags(a: Track, b: Track, range: LagRange, least: number): Float64Array {
  const curve = slide(a.values, b.values, range);
  if (a.holes || b.holes) normaliseMasked(curve, a, b, range, least);
  else normaliseWhole(curve, a, b, range.first, least);
  return curve;
}

function correlate(n: number, a: number, b: number, aa: number, bb: number, ab: number): number {
  const variance = (aa - (a * a) / n) * (bb - (b * b) / n);
  return variance > 0 ? (ab - (a * b) / n) / Math.sqrt(variance) : 0;
}

/** Turns products into correlations. Without missing samples all other sums are differences of running sums. */
function normaliseWhole(curve: Float64Array, a: Track, b: Track, first: number, least: number): void {
  const { sums, squares } = a;
  for (let k = 0; k < curve.length; k++) {
    const lag = first + k;
    const from = Math.max(0, lag);
    const to = Math.min(a.values.length, b.values.length + lag);
    if (to - from < Math.max(1, least)) {
      curve[k] = Number.NaN;
      continue;
    }
    curve[k] = correlate(
      to - from,
      sums[to] - sums[from],
      b.sums[to - lag] - b.sums[from - lag],
      squares[to] - squares[from],
      b.squares[to - lag] - b.squares[from - lag],
      curve[k],
    );
  }
}

function normaliseMasked(curve: Float64Array, a: Track, b: Track, range: LagRange, least: number): void {
  const square = (values: Float64Array): Float64Array => values.map((value) => value * value);
  const count = slide(a.present, b.present, range);
  const sumA = slide(a.values, b.present, range);
  const sumB = slide(a.present, b.values, range);
  const sumAA = slide(square(a.values), b.present, range);
  const sumBB = slide(a.present, square(b.values), range);
  for (let k = 0; k < curve.length; k++) {
    const enough = count[k] >= Math.max(1, least);
    curve[k] = enough ? correlate(count[k], sumA[k], sumB[k], sumAA[k], sumBB[k], curve[k]) : Number.NaN;
  }
}

function slide(a: Float64Array, b: Float64Array, { first, last }: LagRange): Float64Array {
  const kernels = loadKernels();
  return kernels.scope(() => {
    const p = kernels.takeDoubles(a.length);
    p.set(a);
    const q = kernels.takeDoubles(b.length);
    q.set(b);
    const products = kernels.takeDoubles(last - first + 1);
    kernels.slideProducts(p, q, first, products);
    return products.slice();
  });
}

/**
 * Lags between laying the left ends on each other and laying the right ends on each other, and `tolerance` samples beyond
 * either. The ends are the groove shoulders, which the same barrel engraves at the same places. `anchors` names the sides on
 * which both ends are known to be shoulders: one side alone then decides, and the other profile may go on beyond.
 */
export function findLagRange(
  a: Track,
  b: Track,
  tolerance: number,
  anchors: { readonly left: boolean; readonly right: boolean } = { left: true, right: true },
): LagRange {
  const difference = a.values.length - b.values.length;
  if (anchors.left && !anchors.right) return { first: -tolerance, last: tolerance };
  if (anchors.right && !anchors.left) return { first: difference - tolerance, last: difference + tolerance };
  return { first: Math.min(0, difference) - tolerance, last: Math.max(0, difference) + tolerance };
}

export interface LagMatch {
  readonly lag: number;
  readonly correlation: number;
}

/** Best lag of `b` on `a` in the range; null when the overlap is below `least` everywhere. */
export function findBestLag(a: Track, b: Track, range: LagRange, least: number): LagMatch | null {
  const curve = correlateLags(a, b, range, least);
  let best: LagMatch | null = null;
  for (let k = 0; k < curve.length; k++) {
    if (curve[k] > (best?.correlation ?? -2)) best = { lag: range.first + k, correlation: curve[k] };
  }
  return best;
}
