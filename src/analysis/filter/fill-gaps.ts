import { closeMask } from "../quality/find-outline.ts";
import type { Surface } from "../surface.ts";
import { fillBytes } from "./fill-values.ts";

/**
 * Replaces missing values in gaps narrower than `width` metres by the mean of what is around them, weighted by the inverse square of
 * the distance: single points that the instrument lost must not punch holes of the filters' size. Wider gaps, and what lies
 * outside the data, stay missing.
 */
export function fillGaps(surface: Surface, width: number): Surface {
  const { incrementX, incrementY, values } = surface;
  const radius = Math.floor(width / 2 / Math.max(incrementX, incrementY));
  if (radius < 1) return surface;
  const there = fillBytes(values.length, (at) => (Number.isNaN(values[at]) ? 0 : 1));
  const closed = closeMask(there, surface.width, surface.height, radius);
  const filled = Float32Array.from(values);
  for (let at = 0; at < values.length; at++) {
    if (closed[at] === 1 && there[at] === 0) filled[at] = readAround(surface, at, 2 * radius);
  }
  return { ...surface, values: filled };
}

/** NaN where nothing is near. */
function readAround({ width, height, values }: Surface, at: number, reach: number): number {
  const column = at % width;
  const row = (at - column) / width;
  let sum = 0;
  let weight = 0;
  for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++) {
    for (let x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x++) {
      const value = values[y * width + x];
      if (Number.isNaN(value)) continue;
      const share = 1 / ((x - column) ** 2 + (y - row) ** 2);
      sum += share * value;
      weight += share;
    }
  }
  return weight > 0 ? sum / weight : Number.NaN;
}
