/** Shaded relief: what a surface looks like under light from the upper left. */
import type { Surface } from "../surface.ts";

/** Slopes of this many robust deviations are shown as full light or full shadow. */
const RANGE = 2.6;

/**
 * Brightness 0..1 of each point, 0.5 where flat, NaN where the surface or a neighbour is missing. Slopes are scaled by
 * their own median so that any surface shows its texture; grey values of an image are shown as they are, with the contrast
 * between their 1st and 99th hundredth.
 */
export function shadeRelief(surface: Surface): Float32Array {
  return surface.kind === "topography" ? lightSlopes(surface) : stretchContrast(surface.values);
}

function lightSlopes({ width, height, values }: Surface): Float32Array {
  const slopes = new Float32Array(values.length).fill(Number.NaN);
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const at = y * width + x;
      slopes[at] = values[at + 1] - values[at - 1] + values[at + width] - values[at - width];
    }
  }
  const magnitudes = slopes.filter((slope) => !Number.isNaN(slope)).map(Math.abs);
  magnitudes.sort();
  const typical = 1.4826 * (magnitudes[magnitudes.length >> 1] ?? 0);
  if (typical === 0) return slopes.map((slope) => (Number.isNaN(slope) ? slope : 0.5));
  return slopes.map((slope) => 0.5 + 0.5 * Math.tanh(slope / (RANGE * typical)));
}

function stretchContrast(values: Float32Array): Float32Array {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  if (present.length === 0) return values;
  const low = present[Math.floor(0.01 * (present.length - 1))];
  const high = present[Math.ceil(0.99 * (present.length - 1))];
  return values.map((value) => (high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0.5));
}
