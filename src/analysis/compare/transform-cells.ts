import type { ComplexPlane, Kernels } from "../kernels/kernels.ts";
import type { MarkGrid } from "../register/mark-grid.ts";
import type { Cell } from "./cell.ts";

/** A cell with its transform, made once for a mark. */
export interface SoughtCell {
  readonly cell: Cell;
  readonly spectrum: ComplexPlane;
  /** Root of the sum of squares of its values. */
  readonly norm: number;
}

/**
 * Transforms cells of `grid` in squares of `size` points, the first point of each at [0, 0]; missing points are zero, the mean of the
 * others is taken off.
 */
export function transformCells(kernels: Kernels, grid: MarkGrid, cells: readonly Cell[], size: number): SoughtCell[] {
  return kernels.scope(() => {
    const plane = { re: kernels.take(size * size), im: kernels.take(size * size) };
    return cells.map((cell) => {
      const norm = placeCell(grid, cell, plane.re, size);
      plane.im.fill(0);
      kernels.forward(plane, size);
      return { cell, spectrum: { re: plane.re.slice(), im: plane.im.slice() }, norm };
    });
  });
}

/** Returns the root of the sum of squares. */
function placeCell(grid: MarkGrid, cell: Cell, target: Float32Array, size: number): number {
  const left = Math.max(0, cell.left);
  const right = Math.min(grid.width, cell.left + cell.side);
  const top = Math.max(0, cell.top);
  const bottom = Math.min(grid.height, cell.top + cell.side);
  let mean = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const value = grid.values[y * grid.width + x];
      if (!Number.isNaN(value)) mean += value;
    }
  }
  mean /= Math.max(1, cell.count);
  target.fill(0);
  let squares = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const value = grid.values[y * grid.width + x] - mean;
      if (Number.isNaN(value)) continue;
      target[(y - cell.top) * size + x - cell.left] = value;
      squares += value * value;
    }
  }
  return Math.sqrt(squares);
}
