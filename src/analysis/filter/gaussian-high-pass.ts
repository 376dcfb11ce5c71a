import type { Surface } from "../surface.ts";
import { type RegressionOptions, regressGaussian } from "./regress-gaussian.ts";

/** What the Gaussian regression of cut-off `longest` (metres) does not explain. Missing values stay missing. */
export function applyGaussianHighPass(surface: Surface, longest: number, options: RegressionOptions): Surface {
  const form = regressGaussian(surface, longest, options).values;
  return { ...surface, values: surface.values.map((value, at) => value - form[at]) };
}
