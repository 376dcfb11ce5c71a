/** From the shading of an image that is lit from one side back to the relief (linear shape from shading, Pentland 1990). */
import type { Surface } from "../surface.ts";

/**
 * Slopes across the light hardly show: where a wave runs within about asin(this) of square to it, what is restored fades out
 * instead of blowing up the noise.
 */
const BLIND_ANGLE = 0.35;
/** The kernel ends where the longest wave has come to rest. */
const KERNEL_REACH = 0.6;
const FREQUENCIES = 48;

/**
 * Relief (without a unit, mean 0) whose shading under a low-contrast light from `azimuth` (radians, x right, y down) is
 * `texture`, a band-passed image of square points; waves above `longestWave` metres are left out. Missing points count as level
 * ground and stay missing. Shading is taken as linear: grey = -slope along the light.
 */
export function estimateRelief(texture: Surface, azimuth: number, longestWave: number): Surface {
  const { width, height, values } = texture;
  const { kernel, reach } = createReliefKernel(azimuth, longestWave / texture.incrementX);
  const side = 2 * reach + 1;
  const relief = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x];
      if (Number.isNaN(value) || value === 0) continue;
      const top = Math.max(-reach, -y);
      const bottom = Math.min(reach, height - 1 - y);
      const left = Math.max(-reach, -x);
      const right = Math.min(reach, width - 1 - x);
      for (let dy = top; dy <= bottom; dy++) {
        let at = (y + dy) * width + x + left;
        let k = (dy + reach) * side + left + reach;
        for (let dx = left; dx <= right; dx++) relief[at++] += value * kernel[k++];
      }
    }
  }
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) relief[i] = Number.NaN;
  return { ...texture, values: relief };
}

/** What one bright point tells of the heights around it; `longest` in points. */
function createReliefKernel(azimuth: number, longest: number): { kernel: Float64Array; reach: number } {
  const reach = Math.ceil(KERNEL_REACH * longest);
  const side = 2 * reach + 1;
  const kernel = new Float64Array(side * side);
  const lx = Math.cos(azimuth);
  const ly = Math.sin(azimuth);
  const step = (2 * Math.PI) / FREQUENCIES;
  const half = FREQUENCIES / 2;
  // Half of the plane: the other half adds the same (the kernel is real and odd).
  for (let v = -half + 1; v < half; v++) {
    for (let u = 0; u < half; u++) {
      if (u === 0 && v <= 0) continue;
      const kx = u * step;
      const ky = v * step;
      const square = kx * kx + ky * ky;
      if (square > Math.PI * Math.PI) continue;
      const along = kx * lx + ky * ly;
      // Gaussian high-pass of ISO 16610: half at the longest wave.
      const pass = 1 - Math.exp((-Math.LN2 * square * longest * longest) / (4 * Math.PI * Math.PI));
      const gain = (pass * along) / (along * along + BLIND_ANGLE * BLIND_ANGLE * square);
      for (let y = -reach, i = 0; y <= reach; y++) {
        for (let x = -reach; x <= reach; x++, i++) kernel[i] -= gain * Math.sin(kx * x + ky * y);
      }
    }
  }
  let largest = 0;
  for (const value of kernel) largest = Math.max(largest, Math.abs(value));
  // A soft end, so that the cut leaves no edge.
  for (let y = -reach, i = 0; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++, i++) {
      kernel[i] *= Math.max(0, Math.cos((Math.PI / 2) * Math.min(1, Math.hypot(x, y) / (reach + 1)))) / largest;
    }
  }
  return { kernel, reach };
}
