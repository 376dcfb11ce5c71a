/** The Gaussian filter of profiles. Positions and lengths are samples; a missing value is NaN and takes no part. */
import { loadKernels } from "../kernels/load-kernels.ts";

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
  const radius = Math.max(1, Math.ceil(ALPHA * cutoff * REACH));
  const weigh = createWeigher(count, listWeights(radius, cutoff));
  // Beyond the ends, and where a value is missing, stand zeros: they change no sum, to the last bit, and need no question in the loops.
  const values = new Float64Array(count + 2 * radius);
  const present = new Float64Array(values.length).fill(1, radius, radius + count);
  const weighPresent = () => weigh(present, order === 0 ? [0] : [0, 1, 2]);
  const ofWhole = weighPresent();

  return (profile) => {
    let gaps = 0;
    for (let x = 0; x < count; x++) {
      const missing = Number.isNaN(profile[x]);
      values[radius + x] = missing ? 0 : profile[x];
      present[radius + x] = missing ? 0 : 1;
      if (missing) gaps += 1;
    }
    const [w, wx, wxx] = gaps === 0 ? ofWhole : weighPresent();
    const [z, zx] = weigh(values, order === 0 ? [0] : [0, 1]);
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

/** The weights from -radius to radius, and the same times the distance once and twice. */
function listWeights(radius: number, cutoff: number): readonly Float64Array[] {
  const distances = Float64Array.from({ length: 2 * radius + 1 }, (_, at) => at - radius);
  const weights = distances.map((k) => Math.exp(-Math.PI * (k / (ALPHA * cutoff)) ** 2));
  const once = distances.map((k, at) => weights[at] * k);
  return [weights, once, distances.map((k, at) => once[at] * k)];
}

/** Sums at `count` places of what stands around each, by the weights of the powers that are asked for. */
function createWeigher(count: number, weights: readonly Float64Array[]) {
  const places = 8 * Math.ceil(count / 8);
  return (values: Float64Array, powers: readonly number[]): readonly Float64Array[] => {
    const kernels = loadKernels();
    return kernels.scope(() => {
      const held = kernels.takeDoubles(places + weights[0].length - 1);
      held.fill(0, values.length);
      held.set(values);
      const factors = kernels.takeDoubles(weights[0].length);
      const sums = kernels.takeDoubles(places);
      return powers.map((power) => {
        factors.set(weights[power]);
        kernels.weighWindows(held, factors, sums);
        return sums.slice(0, count);
      });
    });
  };
}
