/** Form removal by least squares: a plane, or a polynomial of the second order, fitted robustly. */
import type { Surface } from "../surface.ts";
import { sampleFinite } from "./sample-finite.ts";
import { selectMedian } from "./select-nth.ts";
import { solveLinearSystem } from "./solve-linear-system.ts";

/** Points farther than this many robust standard deviations from the fit do not pull it: dents, dust, primer edge. */
const REJECT_SIGMAS = 3;
const ROUNDS = 6;

/**
 * Subtracts the robust plane (order 1) or second-order polynomial (order 2) of a surface. NaN stays NaN. The fit is
 * ordinary least squares, repeated without the points beyond 3 robust standard deviations (1.4826 times the median
 * absolute residual), so that pits and raised edges do not tilt it. A surface with fewer points than the polynomial has
 * terms is returned unchanged.
 */
export function levelSurface(surface: Surface, order: 1 | 2 = 1): Surface {
  const { width, height, values } = surface;
  const terms = order === 1 ? 3 : 6;
  const scale = 2 / Math.max(width, height);
  const indices = sampleFinite(values, 40_000);
  if (indices.length < terms) return surface;

  const basis = new Float64Array(6);
  const fillBasis = (index: number): void => {
    const x = ((index % width) - (width - 1) / 2) * scale;
    const y = (Math.floor(index / width) - (height - 1) / 2) * scale;
    basis[0] = 1;
    basis[1] = x;
    basis[2] = y;
    basis[3] = x * x;
    basis[4] = x * y;
    basis[5] = y * y;
  };
  const evaluate = (coefficients: Float64Array): number => {
    let sum = 0;
    for (let k = 0; k < terms; k++) sum += coefficients[k] * basis[k];
    return sum;
  };

  let coefficients = new Float64Array(terms);
  let limit = Number.POSITIVE_INFINITY;
  const residuals = new Float64Array(indices.length);
  for (let round = 0; round < ROUNDS; round++) {
    const normal = new Float64Array(terms * terms);
    const right = new Float64Array(terms);
    for (let i = 0; i < indices.length; i++) {
      if (Math.abs(residuals[i]) > limit) continue;
      fillBasis(indices[i]);
      const z = values[indices[i]];
      for (let r = 0; r < terms; r++) {
        right[r] += basis[r] * z;
        for (let c = 0; c <= r; c++) normal[r * terms + c] += basis[r] * basis[c];
      }
    }
    for (let r = 0; r < terms; r++) for (let c = 0; c < r; c++) normal[c * terms + r] = normal[r * terms + c];
    const solved = solveLinearSystem(normal, right);
    if (solved === null) return surface;
    coefficients = solved;
    const absolute = new Float64Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      fillBasis(indices[i]);
      residuals[i] = values[indices[i]] - evaluate(coefficients);
      absolute[i] = Math.abs(residuals[i]);
    }
    limit = REJECT_SIGMAS * 1.4826 * selectMedian(absolute);
  }

  const levelled = new Float32Array(values.length);
  const [c0, c1, c2, c3 = 0, c4 = 0, c5 = 0] = coefficients;
  for (let row = 0, index = 0; row < height; row++) {
    const y = (row - (height - 1) / 2) * scale;
    const ofRow = c0 + c2 * y + c5 * y * y;
    const slope = c1 + c4 * y;
    for (let column = 0; column < width; column++, index++) {
      const x = (column - (width - 1) / 2) * scale;
      // NaN stays NaN by itself.
      levelled[index] = values[index] - (ofRow + x * (slope + c3 * x));
    }
  }
  return { ...surface, values: levelled };
}
