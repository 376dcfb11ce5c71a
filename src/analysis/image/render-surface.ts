import type { Surface } from "../surface.ts";

export interface RenderedSurface {
  readonly width: number;
  readonly height: number;
  /** Row-major, four bytes a pixel; alpha 0 where the surface is missing. */
  readonly rgba: Uint8Array;
}

/** A preview for people; larger ones only cost time to send. */
const MAX_SIDE = 1024;
/** Light from the upper left, 45 degrees above the horizon, as maps and comparison microscopes show relief. */
const LIGHT = { x: -0.5, y: -0.5, z: Math.SQRT1_2 };
/** Slopes are steepened until the typical one is this: individual marks are nanometres over micrometres. */
const TYPICAL_SLOPE = 0.4;
const MISSING = Number.NaN;

/** Averages blocks of `factor` x `factor` points, over those present; missing where fewer than half are. */
function shrink(surface: Surface, factor: number): { width: number; height: number; values: Float32Array } {
  const width = Math.max(1, Math.floor(surface.width / factor));
  const height = Math.max(1, Math.floor(surface.height / factor));
  if (factor === 1) return { width, height, values: surface.values };
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let dy = 0; dy < factor; dy++) {
        for (let dx = 0; dx < factor; dx++) {
          const value = surface.values[(y * factor + dy) * surface.width + x * factor + dx];
          if (value - value === 0) {
            sum += value;
            count += 1;
          }
        }
      }
      values[y * width + x] = count * 2 >= factor * factor ? sum / count : MISSING;
    }
  }
  return { width, height, values };
}

/** Central difference, one-sided at a gap; 0 where both neighbours are missing. */
function slopeBetween(before: number, here: number, after: number): number {
  const hasBefore = before - before === 0;
  const hasAfter = after - after === 0;
  if (hasBefore && hasAfter) return (after - before) / 2;
  if (hasAfter) return after - here;
  return hasBefore ? here - before : 0;
}

/** Lambert shading of a height map (Horn 1981), steepened so that its median slope is well seen. */
function shadeHeights(
  width: number,
  height: number,
  values: Float32Array,
  pitchX: number,
  pitchY: number,
): Float32Array {
  const slopesX = new Float32Array(values.length);
  const slopesY = new Float32Array(values.length);
  const steepness: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const here = values[i];
      if (here - here !== 0) continue;
      slopesX[i] =
        slopeBetween(x > 0 ? values[i - 1] : MISSING, here, x + 1 < width ? values[i + 1] : MISSING) / pitchX;
      slopesY[i] =
        slopeBetween(y > 0 ? values[i - width] : MISSING, here, y + 1 < height ? values[i + width] : MISSING) / pitchY;
      if (i % 7 === 0) steepness.push(Math.hypot(slopesX[i], slopesY[i]));
    }
  }
  steepness.sort((a, b) => a - b);
  const typical = steepness[steepness.length >> 1] ?? 0;
  const gain = typical > 0 ? TYPICAL_SLOPE / typical : 0;
  const shades = new Float32Array(values.length);
  for (let i = 0; i < shades.length; i++) {
    const dx = slopesX[i] * gain;
    const dy = slopesY[i] * gain;
    const light = (LIGHT.z - LIGHT.x * dx - LIGHT.y * dy) / Math.sqrt(1 + dx * dx + dy * dy);
    shades[i] = Math.min(1, Math.max(0, light));
  }
  return shades;
}

/**
 * Draws a surface for people, at most 1,024 pixels a side: a topography as shaded relief, a reflectance as it is, both in
 * grey. Row 0 is the top. Missing points are transparent.
 */
export function renderSurface(surface: Surface): RenderedSurface {
  const factor = Math.ceil(Math.max(surface.width, surface.height) / MAX_SIDE);
  const { width, height, values } = shrink(surface, factor);
  const grey =
    surface.kind === "topography"
      ? shadeHeights(width, height, values, surface.incrementX * factor, surface.incrementY * factor)
      : values;
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < values.length; i++) {
    if (values[i] - values[i] !== 0) continue;
    rgba.fill(Math.round(grey[i] * 255), i * 4, i * 4 + 3);
    rgba[i * 4 + 3] = 255;
  }
  return { width, height, rgba };
}
