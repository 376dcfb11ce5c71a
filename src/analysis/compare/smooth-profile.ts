/** The Gaussian filter of profiles. Positions and lengths are samples; a missing value is NaN and takes no part. */

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
  return createSmoother(profile.length, cutoff, order)(profile);
}

/** The same for many profiles of `count` samples: what depends on the kernel alone is worked out once. */
export function createSmoother(count: number, cutoff: number, order: 0 | 1): (profile: Float32Array) => Float32Array {
  const kernel = createKernel(cutoff);
  const { radius } = kernel;
  // Beyond the ends, and where a value is missing, stand zeros: they change no sum, to the last bit, and need no question in the loops.
  const values = new Float64Array(count + 2 * radius + BLOCK);
  const present = new Float64Array(values.length).fill(1, radius, radius + count);
  const ofWhole = sumWeights(kernel, present, count, order);
  const [z, zx] = [new Float64Array(count + BLOCK), new Float64Array(count + BLOCK)];

  return (profile) => {
    let gaps = 0;
    for (let x = 0; x < count; x++) {
      const missing = Number.isNaN(profile[x]);
      values[radius + x] = missing ? 0 : profile[x];
      present[radius + x] = missing ? 0 : 1;
      if (missing) gaps += 1;
    }
    const { w, wx, wxx } = gaps === 0 ? ofWhole : sumWeights(kernel, present, count, order);
    sumProducts(values, kernel.weights, count, z);
    if (order === 1) sumProducts(values, kernel.firsts, count, zx);
    const result = new Float32Array(count);
    for (let x = 0; x < count; x++) {
      const spread = order === 0 ? 0 : w[x] * wxx[x] - wx[x] * wx[x];
      if (w[x] === 0) result[x] = Number.NaN;
      else if (order === 0 || spread <= LEAST_SPREAD * w[x] * wxx[x]) result[x] = z[x] / w[x];
      else result[x] = (z[x] * wxx[x] - zx[x] * wx[x]) / spread;
    }
    return result;
  };
}

/** Weights from -radius to radius, and the same times the distance once and twice. */
interface Kernel {
  readonly radius: number;
  readonly weights: Float64Array;
  readonly firsts: Float64Array;
  readonly seconds: Float64Array;
}

function createKernel(cutoff: number): Kernel {
  const radius = Math.max(1, Math.ceil(ALPHA * cutoff * REACH));
  const distances = Float64Array.from({ length: 2 * radius + 1 }, (_, at) => at - radius);
  const weights = distances.map((k) => Math.exp(-Math.PI * (k / (ALPHA * cutoff)) ** 2));
  const firsts = distances.map((k, at) => weights[at] * k);
  return { radius, weights, firsts, seconds: distances.map((k, at) => firsts[at] * k) };
}

/** What the present samples weigh, at each place; of order 0 only how much. */
function sumWeights(kernel: Kernel, present: Float64Array, count: number, order: 0 | 1) {
  const [w, wx, wxx] = [kernel.weights, kernel.firsts, kernel.seconds].map((factors, power) => {
    const sums = new Float64Array(count + BLOCK);
    if (power === 0 || order === 1) sumProducts(present, factors, count, sums);
    return sums;
  });
  return { w, wx, wxx };
}

/** So many sums are worked out side by side: each keeps its order, and the processor need not wait for one to end. */
const BLOCK = 4;

/** `sums[x]` becomes the sum over `at` of `factors[at]` times `values[x + at]`. */
function sumProducts(values: Float64Array, factors: Float64Array, count: number, sums: Float64Array): void {
  for (let x = 0; x < count; x += BLOCK) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let at = 0; at < factors.length; at++) {
      const factor = factors[at];
      a += factor * values[x + at];
      b += factor * values[x + at + 1];
      c += factor * values[x + at + 2];
      d += factor * values[x + at + 3];
    }
    sums[x] = a;
    sums[x + 1] = b;
    sums[x + 2] = c;
    sums[x + 3] = d;
  }
}
