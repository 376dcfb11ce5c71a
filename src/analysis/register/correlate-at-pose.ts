import type { GridBox, Kernels } from "../kernels/kernels.ts";
import type { Pose } from "../surface.ts";
import type { MarkGrid } from "./mark-grid.ts";

export interface Agreement {
  /** Masked normalised cross-correlation, -1..1; 0 when there is no overlap. */
  readonly correlation: number;
  /** Points of A, of those visited, that have data in both. */
  readonly count: number;
}

const sums = new Float64Array(6);

/**
 * Masked normalised cross-correlation of A with B laid onto it by `pose` (B into A): means and energies are those of the points
 * that have data in both (Padfield 2012), so missing data neither adds nor takes. B is interpolated bilinearly.
 * `box` limits it to a part of A. Both grids stand in the memory of `kernels` (`loadMarkGrid`).
 */
export function correlateAtPose(
  kernels: Kernels,
  a: MarkGrid,
  b: MarkGrid,
  pose: Pose,
  box: GridBox | null = null,
): Agreement {
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  const ratio = a.pitch / b.pitch;
  const dx = a.originX - pose.shiftX;
  const dy = a.originY - pose.shiftY;
  const placing = {
    x: (cos * dx + sin * dy - b.originX) / b.pitch,
    y: (-sin * dx + cos * dy - b.originY) / b.pitch,
    stepX: cos * ratio,
    stepY: sin * ratio,
  };
  const visited = {
    left: box === null ? 0 : Math.max(0, box.left),
    top: box === null ? 0 : Math.max(0, box.top),
    right: box === null ? a.width : Math.min(a.width, box.right),
    bottom: box === null ? a.height : Math.min(a.height, box.bottom),
  };
  kernels.sumProducts(a, visited, b, placing, sums);
  const [count, sumA, sumB, sumAA, sumBB, sumAB] = sums;
  if (count < 2) return { correlation: 0, count };
  const varA = sumAA - (sumA * sumA) / count;
  const varB = sumBB - (sumB * sumB) / count;
  if (!(varA > 1e-5 && varB > 1e-5)) return { correlation: 0, count };
  const correlation = (sumAB - (sumA * sumB) / count) / Math.sqrt(varA * varB);
  return { correlation: Math.max(-1, Math.min(1, correlation)), count };
}
