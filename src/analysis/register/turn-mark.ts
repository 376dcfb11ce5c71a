import type { Kernels } from "../kernels/kernels.ts";
import type { MarkGrid } from "./mark-grid.ts";

/**
 * Fills a square of `size` points, at the grid's pitch, with the mark as seen after turning the axes by `angle` about its centre,
 * which comes to [size / 2, size / 2]. `missing` where there is no data. Both stand in the memory of `kernels`.
 */
export function turnMark(
  kernels: Kernels,
  grid: MarkGrid,
  angle: number,
  missing: number,
  target: Float32Array,
  size: number,
): void {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const half = size / 2;
  // Columns of the turned axes run along (cos, sin) of the grid's, which is a step of minus the sine down its rows.
  const placing = {
    x: (grid.centreX - grid.originX) / grid.pitch - cos * half + sin * half,
    y: (grid.centreY - grid.originY) / grid.pitch - sin * half - cos * half,
    stepX: cos,
    stepY: -sin,
  };
  kernels.turnGrid(grid, placing, missing, target, size);
}
