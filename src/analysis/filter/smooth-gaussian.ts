/** The areal Gaussian of ISO 16610-61, for surfaces with missing data (ISO 16610-71's order-0 and order-1 regression). */
import type { Surface } from "../surface.ts";
import { convolveSeparable } from "./convolve-separable.ts";

/** ISO 16610-21: alpha = sqrt(ln 2 / pi), so that a wave of the cut-off length passes with 50 %. */
const ALPHA = Math.sqrt(Math.LN2 / Math.PI);

/** Where less than this share of the kernel's weight has data, the mean says too little: the value becomes missing. */
const LEAST_WEIGHT = 1e-3;

/**
 * Weights exp(-pi (x / (alpha cutoff))^2) at the given sampling, normalised to sum 1. `cutoff` and `increment` in metres.
 * Cut where the weight falls below 1e-4 of its peak.
 */
function createGaussianKernel(cutoff: number, increment: number): Float64Array {
  const reach = ALPHA * cutoff * Math.sqrt(Math.log(1e4) / Math.PI);
  const radius = Math.max(0, Math.ceil(reach / increment));
  const kernel = new Float64Array(2 * radius + 1);
  let sum = 0;
  for (let k = -radius; k <= radius; k++) {
    kernel[k + radius] = Math.exp(-Math.PI * ((k * increment) / (ALPHA * cutoff)) ** 2);
    sum += kernel[k + radius];
  }
  for (let k = 0; k < kernel.length; k++) kernel[k] /= sum;
  return kernel;
}

/**
 * Low-pass with the given cut-off wavelength (metres). Missing values take no part (normalised convolution) and stay
 * missing. Order 0 is the weighted local mean; order 1 the weighted local plane, which has the same transfer inside the
 * surface but does not sag along its borders.
 */
export function smoothGaussian(surface: Surface, cutoff: number, order: 0 | 1 = 0): Surface {
  const { width, height, values } = surface;
  const kx = createGaussianKernel(cutoff, surface.incrementX);
  const ky = createGaussianKernel(cutoff, surface.incrementY);
  const mask = new Float32Array(values.length);
  const filled = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const there = !Number.isNaN(values[i]);
    mask[i] = there ? 1 : 0;
    filled[i] = there ? values[i] : 0;
  }
  const weight = convolveSeparable(mask, width, height, kx, ky);
  const sum = convolveSeparable(filled, width, height, kx, ky);
  const smooth = new Float32Array(values.length);
  if (order === 0) {
    for (let i = 0; i < values.length; i++) {
      smooth[i] = mask[i] === 1 && weight[i] >= LEAST_WEIGHT ? sum[i] / weight[i] : Number.NaN;
    }
    return { ...surface, values: smooth };
  }
  const x1 = weighByOffset(kx);
  const y1 = weighByOffset(ky);
  const wx = convolveSeparable(mask, width, height, x1, ky);
  const wy = convolveSeparable(mask, width, height, kx, y1);
  const wxx = convolveSeparable(mask, width, height, weighByOffset(x1), ky);
  const wxy = convolveSeparable(mask, width, height, x1, y1);
  const wyy = convolveSeparable(mask, width, height, kx, weighByOffset(y1));
  const zx = convolveSeparable(filled, width, height, x1, ky);
  const zy = convolveSeparable(filled, width, height, kx, y1);
  for (let i = 0; i < values.length; i++) {
    if (mask[i] === 0 || weight[i] < LEAST_WEIGHT) {
      smooth[i] = Number.NaN;
      continue;
    }
    // Cramer's rule for the intercept of the weighted local plane; a flat determinant (a line of data) falls to order 0.
    const minor0 = wxx[i] * wyy[i] - wxy[i] * wxy[i];
    const minor1 = wx[i] * wyy[i] - wxy[i] * wy[i];
    const minor2 = wx[i] * wxy[i] - wxx[i] * wy[i];
    const determinant = weight[i] * minor0 - wx[i] * minor1 + wy[i] * minor2;
    const full = weight[i] * wxx[i] * wyy[i];
    smooth[i] =
      determinant > 1e-3 * full
        ? (sum[i] * minor0 - zx[i] * minor1 + zy[i] * minor2) / determinant
        : sum[i] / weight[i];
  }
  return { ...surface, values: smooth };
}

function weighByOffset(kernel: Float64Array): Float64Array {
  const radius = kernel.length >> 1;
  return kernel.map((value, k) => value * (k - radius));
}
