/** Filters and statistics on one profile. Positions and lengths are samples; a missing value is NaN and takes no part. */

/** ISO 16610-21: alpha = sqrt(ln 2 / pi); a wave of the cut-off length passes with 50 %. */
const ALPHA = Math.sqrt(Math.LN2 / Math.PI);
/** The kernel ends where its weight is below 1 % of its peak. */
const REACH = Math.sqrt(Math.log(100) / Math.PI);
/** A regression on fewer weights than this share of a full kernel falls back to the weighted mean. */
const LEAST_SPREAD = 1e-3;

/**
 * Gaussian low-pass with cut-off wavelength `cutoff` (samples). Order 0 is the weighted mean; order 1 the weighted line,
 * which does not sag at the ends of the data (ISO 16610-31). Where the kernel meets no data at all the result is NaN, so
 * that small gaps are bridged and can be masked again by the caller.
 */
export function smoothProfile(profile: Float32Array, cutoff: number, order: 0 | 1): Float32Array {
  const count = profile.length;
  const radius = Math.max(1, Math.ceil(ALPHA * cutoff * REACH));
  const kernel = new Float64Array(2 * radius + 1);
  for (let k = -radius; k <= radius; k++) kernel[k + radius] = Math.exp(-Math.PI * (k / (ALPHA * cutoff)) ** 2);
  const result = new Float32Array(count);
  for (let x = 0; x < count; x++) {
    let w = 0;
    let wx = 0;
    let wxx = 0;
    let z = 0;
    let zx = 0;
    const first = Math.max(-radius, -x);
    const last = Math.min(radius, count - 1 - x);
    for (let k = first; k <= last; k++) {
      const value = profile[x + k];
      if (Number.isNaN(value)) continue;
      const weight = kernel[k + radius];
      w += weight;
      z += weight * value;
      wx += weight * k;
      wxx += weight * k * k;
      zx += weight * k * value;
    }
    const spread = w * wxx - wx * wx;
    if (w === 0) result[x] = Number.NaN;
    else if (order === 0 || spread <= LEAST_SPREAD * w * wxx) result[x] = z / w;
    else result[x] = (z * wxx - zx * wx) / spread;
  }
  return result;
}

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
  const present = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  if (present.length === 0) return Number.NaN;
  present.sort();
  const middle = present.length >> 1;
  return present.length % 2 === 1 ? present[middle] : (present[middle - 1] + present[middle]) / 2;
}

/** Robust standard deviation about zero: 1.4826 times the median of the absolute values. */
export function findRobustScale(values: ArrayLike<number>): number {
  return 1.4826 * findMedian(Float64Array.from(values).map(Math.abs));
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
