import type { Surface } from "../surface.ts";
import { smoothGaussian } from "./smooth-gaussian.ts";

/**
 * Keeps the wavelengths between `shortest` and `longest` (metres): ISO 16610 Gaussian low-pass at `shortest` (order 0),
 * then what a Gaussian of `longest` (order 1: no sag along borders) leaves over. Missing values stay missing.
 */
export function applyGaussianBandPass(surface: Surface, shortest: number, longest: number): Surface {
  const low = smoothGaussian(surface, shortest, 0);
  return applyGaussianHighPass(low, longest);
}

/** What the Gaussian of cut-off `longest` (metres) does not explain. */
export function applyGaussianHighPass(surface: Surface, longest: number): Surface {
  const form = smoothGaussian(surface, longest, 1);
  const values = new Float32Array(surface.values.length);
  for (let i = 0; i < values.length; i++) values[i] = surface.values[i] - form.values[i];
  return { ...surface, values };
}
