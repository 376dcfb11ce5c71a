import type { Surface } from "../surface.ts";
import type { OutlinePoint } from "./outline.ts";

/**
 * Marks 1 the grid points whose centres lie inside the rings by the even-odd rule, row by row. Rings may leave the grid.
 */
export function fillRings(
  rings: readonly (readonly OutlinePoint[])[],
  grid: Pick<Surface, "width" | "height" | "incrementX" | "incrementY">,
): Uint8Array {
  const { width, height, incrementX, incrementY } = grid;
  const crossings: number[][] = Array.from({ length: height }, () => []);
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      addCrossings(crossings, toGrid(ring[j]), toGrid(ring[i]));
    }
  }
  const mask = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const line = crossings[row].sort((a, b) => a - b);
    for (let k = 0; k + 1 < line.length; k += 2) {
      const first = Math.max(0, Math.ceil(line[k]));
      const last = Math.min(width - 1, Math.ceil(line[k + 1]) - 1);
      if (first <= last) mask.fill(1, row * width + first, row * width + last + 1);
    }
  }
  return mask;

  function toGrid({ x, y }: OutlinePoint): OutlinePoint {
    return { x: x / incrementX + (width - 1) / 2, y: y / incrementY + (height - 1) / 2 };
  }
}

/** Where an edge crosses the rows between its ends; the upper end counts, the lower does not, so that no corner counts twice. */
function addCrossings(crossings: number[][], from: OutlinePoint, to: OutlinePoint): void {
  const [upper, lower] = from.y <= to.y ? [from, to] : [to, from];
  const first = Math.max(0, Math.ceil(upper.y));
  const last = Math.min(crossings.length - 1, Math.ceil(lower.y) - 1);
  for (let row = first; row <= last; row++) {
    crossings[row].push(upper.x + ((row - upper.y) / (lower.y - upper.y)) * (lower.x - upper.x));
  }
}
