/** The robust areal Gaussian regression of ISO 16610-71, for surfaces with missing data. */

import type { Surface } from "../surface.ts";
import { type CoarseGrid, gatherCoarse, readCoarse } from "./coarse-grid.ts";
import { convolveSeparable } from "./convolve-separable.ts";
import { fillFloats } from "./fill-values.ts";
import { createGaussianKernel, type RegressionOrder, weighByOffset } from "./gaussian-kernel.ts";
import { selectMedian } from "./select-nth.ts";

/** Where less than this share of the kernel's weight has data, the fit says too little. */
const LEAST_WEIGHT = 1e-3;
/** The form is computed at no more than about this many points to the cut-off length and read between them by cubics. */
const POINTS_PER_CUTOFF = 10;
/** Tukey's biweight gives nothing to what lies farther off than this many median absolute residuals (ISO 16610-31). */
const REJECT = 4.4478;
/** Small fits' determinants below this share of their diagonals' product (a line of data) fall to the order below. */
const SINGULAR = 1e-4;

export interface RegressionOptions {
  readonly order: RegressionOrder;
  /** Times that the weights are renewed from the residuals; 0 is the linear filter. */
  readonly robustRounds: number;
}

/**
 * The low-pass of cut-off `cutoff` (metres): at each point the value of the local polynomial fitted under a Gaussian weight. Missing
 * values take no part and stay missing. With `robustRounds`, points far off the form (pits, particles, scratches) lose their weight
 * by Tukey's biweight, so that the form does not bend towards them.
 */
export function regressGaussian(surface: Surface, cutoff: number, options: RegressionOptions): Surface {
  const { values } = surface;
  const weights = fillFloats(values.length, (at) => (Number.isNaN(values[at]) ? 0 : 1));
  let form = fitForm(surface, weights, cutoff, options.order);
  for (let round = 0; round < options.robustRounds; round++) {
    const residuals = values.map((value, at) => Math.abs(value - form[at]));
    const limit = REJECT * selectMedian(residuals.filter((residual) => !Number.isNaN(residual)));
    if (!(limit > 0)) break;
    for (let at = 0; at < values.length; at++) {
      const share = residuals[at] / limit;
      weights[at] = share < 1 ? (1 - share * share) ** 2 : 0;
    }
    form = fitForm(surface, weights, cutoff, options.order);
  }
  return { ...surface, values: form };
}

function fitForm(
  surface: Surface,
  weights: Float32Array,
  cutoff: number,
  order: RegressionOrder,
): Float32Array<ArrayBuffer> {
  const stepX = Math.max(1, Math.floor(cutoff / POINTS_PER_CUTOFF / surface.incrementX));
  const stepY = Math.max(1, Math.floor(cutoff / POINTS_PER_CUTOFF / surface.incrementY));
  const coarse = gatherCoarse(surface, weights, stepX, stepY);
  const fitted = fitPolynomials(
    coarse,
    createGaussianKernel(cutoff, surface.incrementX * stepX, order),
    createGaussianKernel(cutoff, surface.incrementY * stepY, order),
    order,
  );
  return readCoarse(coarse, fitted, surface);
}

/** Powers of x and y of the polynomial's terms, lower orders first. */
const TERMS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [2, 0],
  [1, 1],
  [0, 2],
] as const;
const TERM_COUNT = [1, 3, 6] as const;

/** Value of each point's own local polynomial at that point; NaN where there is too little data. */
function fitPolynomials(
  { width, height, weights, sums }: CoarseGrid,
  kernelX: Float64Array,
  kernelY: Float64Array,
  order: RegressionOrder,
): Float32Array {
  const powers = Array.from({ length: 2 * order + 1 }, (_, p) => p);
  const alongX = powers.map((p) => weighByOffset(kernelX, p));
  const alongY = powers.map((p) => weighByOffset(kernelY, p));
  const moments = powers.map((p) =>
    powers.slice(0, 2 * order + 1 - p).map((q) => convolveSeparable(weights, width, height, alongX[p], alongY[q])),
  );
  const terms = TERM_COUNT[order];
  const rights = TERMS.slice(0, terms).map(([p, q]) => convolveSeparable(sums, width, height, alongX[p], alongY[q]));

  const fitted = new Float32Array(width * height).fill(Number.NaN);
  const matrix = new Float64Array(36);
  const right = new Float64Array(6);
  for (let at = 0; at < fitted.length; at++) {
    if (moments[0][0][at] < LEAST_WEIGHT) continue;
    for (let r = 0; r < terms; r++) {
      right[r] = rights[r][at];
      for (let c = 0; c <= r; c++)
        matrix[r * 6 + c] = moments[TERMS[r][0] + TERMS[c][0]][TERMS[r][1] + TERMS[c][1]][at];
    }
    fitted[at] = solveIntercept(matrix, right, terms);
  }
  return fitted;
}

/**
 * The first unknown of a symmetric positive system (lower triangle, rows of six) by Cholesky's decomposition in place. What the data
 * cannot determine is left out from the first such term on.
 */
function solveIntercept(matrix: Float64Array, right: Float64Array, terms: number): number {
  let solved = 0;
  for (; solved < terms; solved++) {
    const row = solved * 6;
    for (let c = 0; c < solved; c++) {
      let sum = matrix[row + c];
      for (let k = 0; k < c; k++) sum -= matrix[row + k] * matrix[c * 6 + k];
      matrix[row + c] = sum / matrix[c * 6 + c];
    }
    let rest = matrix[row + solved];
    const whole = rest;
    for (let k = 0; k < solved; k++) rest -= matrix[row + k] ** 2;
    if (!(rest > SINGULAR * whole)) break;
    matrix[row + solved] = Math.sqrt(rest);
    let sum = right[solved];
    for (let k = 0; k < solved; k++) sum -= matrix[row + k] * right[k];
    right[solved] = sum / matrix[row + solved];
  }
  for (let r = solved - 1; r >= 0; r--) {
    for (let k = r + 1; k < solved; k++) right[r] -= matrix[k * 6 + r] * right[k];
    right[r] /= matrix[r * 6 + r];
  }
  return right[0];
}
