import type { MarkGrid } from "../register/mark-grid.ts";

/** One square cell of a mark grid. */
export interface Cell {
  /** Columns and rows of the grid; the last ones are exclusive. A cell at the border may reach beyond the grid. */
  readonly left: number;
  readonly top: number;
  readonly side: number;
  /** Centre, metres from the surface's grid centre. */
  readonly x: number;
  readonly y: number;
  /** Points with data. */
  readonly count: number;
}

/**
 * Tiles a grid with cells of `size` metres, laid about the middle of the data, and keeps those with data in at least
 * `leastFill` of their points.
 */
export function layCells(grid: MarkGrid, size: number, leastFill: number): Cell[] {
  const side = Math.round(size / grid.pitch);
  const across = Math.ceil(grid.width / side);
  const down = Math.ceil(grid.height / side);
  const startX = Math.floor((grid.width - across * side) / 2);
  const startY = Math.floor((grid.height - down * side) / 2);
  const cells: Cell[] = [];
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const left = startX + column * side;
      const top = startY + row * side;
      const count = countData(grid, left, top, side);
      if (count < leastFill * side * side) continue;
      cells.push({
        left,
        top,
        side,
        x: grid.originX + (left + (side - 1) / 2) * grid.pitch,
        y: grid.originY + (top + (side - 1) / 2) * grid.pitch,
        count,
      });
    }
  }
  return cells;
}

function countData(grid: MarkGrid, left: number, top: number, side: number): number {
  let count = 0;
  for (let y = Math.max(0, top); y < Math.min(grid.height, top + side); y++) {
    for (let x = Math.max(0, left); x < Math.min(grid.width, left + side); x++) {
      if (!Number.isNaN(grid.values[y * grid.width + x])) count++;
    }
  }
  return count;
}
