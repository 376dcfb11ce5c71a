/** Takes off an image what the light and the camera put on it, and keeps what the relief does. */
import { resampleSurface } from "../filter/resample-surface.ts";
import { smoothGaussian } from "../filter/smooth-gaussian.ts";
import { sampleBilinear } from "../filter/warp-surface.ts";
import type { Surface } from "../surface.ts";

export interface ImageBand {
  /** Waves that are kept, and the pitch of the result; metres. */
  readonly shortestWave: number;
  readonly longestWave: number;
  readonly pitch: number;
}

/** Grey values from here up are blown out, down to here without light. */
const WHITE = 0.985;
const BLACK = 0.004;
/** Where this share of the neighbourhood (a third of the longest wave) is one of them, nothing is told there. */
const LARGEST_SHARE = 0.5;
/** The local contrast is that over this many of the longest waves. */
const CONTRAST_REACH = 2;
/** Ground with less than this share of the mark's own contrast is not raised to it: its texture is the camera's. */
const LEAST_CONTRAST = 0.35;

/**
 * Flattens an image of known increments (grey 0..1): areas that are blown out or without light become missing, grey goes to its
 * square root (glints weigh less), waves outside the band are taken off, the local contrast is made even. The result has square
 * points of `band.pitch` about the same grid centre, without a unit.
 */
export function flattenIllumination(image: Surface, band: ImageBand): Surface {
  const roots = { ...image, values: image.values.map((value) => Math.sqrt(Math.max(0, value))) };
  const even = clearBlind(bringToPitch(roots, band.pitch), image, band.longestWave / 3);
  const smooth = smoothGaussian(even, band.shortestWave);
  const mean = smoothGaussian(smooth, band.longestWave);
  const texture = smooth.values.map((value, i) => value - mean.values[i]);
  return evenContrast({ ...smooth, values: texture }, CONTRAST_REACH * band.longestWave);
}

/** Makes points missing whose neighbourhood is mostly saturated, above or below; single glints and pits stay. */
function clearBlind(surface: Surface, image: Surface, reach: number): Surface {
  const blind = image.values.map((value) => (Number.isNaN(value) ? value : value >= WHITE || value <= BLACK ? 1 : 0));
  const share = smoothGaussian(bringToPitch({ ...image, values: blind }, surface.incrementX), reach).values;
  return { ...surface, values: surface.values.map((value, i) => (share[i] > LARGEST_SHARE ? Number.NaN : value)) };
}

/** Coarser by averaging, finer by interpolation: repeated pixels would add edges of their own. */
function bringToPitch(image: Surface, pitch: number): Surface {
  if (Math.max(image.incrementX, image.incrementY) < pitch) return resampleSurface(image, pitch);
  const width = Math.max(1, Math.round((image.width * image.incrementX) / pitch));
  const height = Math.max(1, Math.round((image.height * image.incrementY) / pitch));
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const y = ((row - (height - 1) / 2) * pitch) / image.incrementY + (image.height - 1) / 2;
    for (let column = 0; column < width; column++) {
      const x = ((column - (width - 1) / 2) * pitch) / image.incrementX + (image.width - 1) / 2;
      values[row * width + column] = sampleBilinear(image, x, y);
    }
  }
  return { ...image, width, height, incrementX: pitch, incrementY: pitch, values };
}

/** Divides by the local root mean square over `reach` metres, but by no less than a share of the whole's. */
function evenContrast(surface: Surface, reach: number): Surface {
  const squares = surface.values.map((value) => value * value);
  const local = smoothGaussian({ ...surface, values: squares }, reach).values;
  let sum = 0;
  let count = 0;
  for (const square of squares) {
    if (Number.isNaN(square)) continue;
    sum += square;
    count++;
  }
  const floor = LEAST_CONTRAST * Math.sqrt(sum / Math.max(1, count));
  const values = surface.values.map((value, i) => {
    const contrast = Math.max(floor, Math.sqrt(local[i]));
    return contrast > 0 ? value / contrast : value;
  });
  return { ...surface, values };
}
