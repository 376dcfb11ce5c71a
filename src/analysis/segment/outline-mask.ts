import type { Surface } from "../surface.ts";
import type { OutlinePoint } from "./outline.ts";
import { simplifyRing } from "./simplify-ring.ts";
import { traceRings } from "./trace-rings.ts";

type Grid = Pick<Surface, "width" | "height" | "incrementX" | "incrementY">;

/**
 * Draws the points of a grid that are marked 1 as polygons around the grid's centre, within `tolerance` (in the unit of the
 * increments) of the points' own borders. Rings that enclose less than `leastArea` (that unit squared), as specks and
 * pinholes do, are left out.
 */
export function outlineMask(mask: Uint8Array, grid: Grid, tolerance: number, leastArea = 0): OutlinePoint[][] {
  const { width, height, incrementX, incrementY } = grid;
  const rings: OutlinePoint[][] = [];
  for (const corners of traceRings(mask, width, height)) {
    const ring = corners.map(({ x, y }) => ({ x: (x - width / 2) * incrementX, y: (y - height / 2) * incrementY }));
    if (measureRingArea(ring) < leastArea) continue;
    const simple = simplifyRing(ring, tolerance);
    if (simple.length >= 3) rings.push(simple);
  }
  return rings;
}

/** Area that a closed ring encloses, whichever way it runs (the shoelace formula). */
function measureRingArea(ring: readonly OutlinePoint[]): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
  return Math.abs(twice) / 2;
}
