/**
 * Kernel constants of ISO 16610-21/-31/-61/-71, so that a wave of the cut-off length passes with 50 %: for regression of order 0 or
 * 1 sqrt(ln 2 / pi), for order 2 the solution of (1 + t) exp(-t) = 1/2, t = pi gamma^2.
 */
const CONSTANT = [Math.sqrt(Math.LN2 / Math.PI), Math.sqrt(Math.LN2 / Math.PI), 0.7309] as const;

/** Degree of the polynomial that a regression filter fits around each point. */
export type RegressionOrder = 0 | 1 | 2;

/**
 * Weights exp(-pi (x / (constant cutoff))^2) at the given sampling, normalised to sum 1. `cutoff` and `increment` in metres. Cut
 * where the weight falls below 1e-4 of its peak.
 */
export function createGaussianKernel(cutoff: number, increment: number, order: RegressionOrder): Float64Array {
  const width = CONSTANT[order] * cutoff;
  const reach = width * Math.sqrt(Math.log(1e4) / Math.PI);
  const radius = Math.max(0, Math.ceil(reach / increment));
  const kernel = new Float64Array(2 * radius + 1);
  let sum = 0;
  for (let k = -radius; k <= radius; k++) {
    kernel[k + radius] = Math.exp(-Math.PI * ((k * increment) / width) ** 2);
    sum += kernel[k + radius];
  }
  for (let k = 0; k < kernel.length; k++) kernel[k] /= sum;
  return kernel;
}

/** The kernel times (offset in points) to the power. */
export function weighByOffset(kernel: Float64Array, power: number): Float64Array {
  const radius = kernel.length >> 1;
  return kernel.map((value, k) => value * (k - radius) ** power);
}
