/** The areal Gaussian of ISO 16610-61, for surfaces with missing data (ISO 16610-71's regression of order 0). */
import type { Surface } from "../surface.ts";
import { convolveSeparable } from "./convolve-separable.ts";
import { createGaussianKernel } from "./gaussian-kernel.ts";

/** Where less than this share of the kernel's weight has data, the mean says too little: the value becomes missing. */
const LEAST_WEIGHT = 1e-3;

/**
 * Low-pass with the given cut-off wavelength (metres): the weighted local mean. Missing values take no part (normalised
 * convolution) and stay missing. For cut-offs of a few points; `regressGaussian` is for long ones and for orders above 0.
 */
export function smoothGaussian(surface: Surface, cutoff: number): Surface {
  const { width, height, values } = surface;
  const kernelX = createGaussianKernel(cutoff, surface.incrementX, 0);
  const kernelY = createGaussianKernel(cutoff, surface.incrementY, 0);
  const mask = new Float32Array(values.length);
  const filled = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const there = !Number.isNaN(values[i]);
    mask[i] = there ? 1 : 0;
    filled[i] = there ? values[i] : 0;
  }
  const weight = convolveSeparable(mask, width, height, kernelX, kernelY);
  const sum = convolveSeparable(filled, width, height, kernelX, kernelY);
  const smooth = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    smooth[i] = mask[i] === 1 && weight[i] >= LEAST_WEIGHT ? sum[i] / weight[i] : Number.NaN;
  }
  return { ...surface, values: smooth };
}
