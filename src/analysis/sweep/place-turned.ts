import type { Kernels } from "../kernels/kernels.ts";
import { READ_SIDE } from "./sweep-method.ts";

export interface Placed {
  /** `READ_SIDE` points a side, in the memory of the kernels. */
  readonly values: Float32Array;
  /** Metres between its points and between those of the target. */
  readonly pitch: number;
  readonly targetPitch: number;
}

/** Fills a square of `size` points with the grid as seen after turning the axes by `angle` about its middle; 0 outside of it. */
export function placeTurned(kernels: Kernels, placed: Placed, angle: number, target: Float32Array, size: number): void {
  const ratio = placed.targetPitch / placed.pitch;
  const cos = ratio * Math.cos(angle);
  const sin = ratio * Math.sin(angle);
  const middle = READ_SIDE / 2;
  const half = size / 2;
  const grid = { width: READ_SIDE, height: READ_SIDE, values: placed.values };
  const placing = {
    x: middle - cos * half + sin * half,
    y: middle - sin * half - cos * half,
    stepX: cos,
    stepY: -sin,
  };
  kernels.turnGrid(grid, placing, 0, target, size);
}
