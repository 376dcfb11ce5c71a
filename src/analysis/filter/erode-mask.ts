import type { Surface } from "../surface.ts";

/**
 * Sets to missing every point within `distance` metres (Chebyshev: a square of that half-side) of a missing point. Along
 * the borders of the data the filters know one side only, and optical instruments overshoot. The grid's own border
 * counts as missing only when `includeBorder` is set.
 */
export function erodeMask(surface: Surface, distance: number, includeBorder = false): Surface {
  const { width, height, values } = surface;
  const rx = Math.round(distance / surface.incrementX);
  const ry = Math.round(distance / surface.incrementY);
  if (rx <= 0 && ry <= 0) return surface;
  const missing = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) missing[i] = Number.isNaN(values[i]) ? 1 : 0;
  const along = spread(missing, height, width, width, 1, rx, includeBorder);
  const both = spread(along, width, height, 1, width, ry, includeBorder);
  return { ...surface, values: values.map((value, i) => (both[i] === 1 ? Number.NaN : value)) };
}

/** Marks each point with a marked one within `radius` steps along its line. */
function spread(
  marks: Uint8Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  radius: number,
  includeBorder: boolean,
): Uint8Array {
  const result = new Uint8Array(marks.length);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let last = includeBorder ? -1 : Number.NEGATIVE_INFINITY;
    for (let i = 0; i < length; i++) {
      if (marks[start + i * step] === 1) last = i;
      if (i - last <= radius) result[start + i * step] = 1;
    }
    let next = includeBorder ? length : Number.POSITIVE_INFINITY;
    for (let i = length - 1; i >= 0; i--) {
      if (marks[start + i * step] === 1) next = i;
      if (next - i <= radius) result[start + i * step] = 1;
    }
  }
  return result;
}
