import type { Pose } from "../surface.ts";
import type { MarkGrid } from "./mark-grid.ts";

export interface Agreement {
  /** Masked normalised cross-correlation, -1..1; 0 when there is no overlap. */
  readonly correlation: number;
  /** Points of A, of those visited, that have data in both. */
  readonly count: number;
}

/** Columns and rows of a grid, last ones exclusive. */
export interface GridBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Masked normalised cross-correlation of A with B laid onto it by `pose` (B into A): means and energies are those of the points
 * that have data in both (Padfield 2012), so missing data neither adds nor takes. B is interpolated bilinearly.
 * `box` limits it to a part of A, `step` visits every n-th row and column only.
 */
export function correlateAtPose(a: MarkGrid, b: MarkGrid, pose: Pose, box: GridBox | null = null, step = 1): Agreement {
  const left = box === null ? 0 : Math.max(0, box.left);
  const top = box === null ? 0 : Math.max(0, box.top);
  const right = box === null ? a.width : Math.min(a.width, box.right);
  const bottom = box === null ? a.height : Math.min(a.height, box.bottom);
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  const ratio = a.pitch / b.pitch;
  const stepX = cos * ratio * step;
  const stepY = -sin * ratio * step;
  const startX = a.originX + left * a.pitch - pose.shiftX;
  const { values, mask, width } = a;
  const other = b.values;
  const quad = b.quad;
  const otherWidth = b.width;
  const lastColumn = b.width - 1;
  const lastRow = b.height - 1;
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  let sumAA = 0;
  let sumBB = 0;
  let sumAB = 0;
  for (let y = top; y < bottom; y += step) {
    const ay = a.originY + y * a.pitch - pose.shiftY;
    let bx = (cos * startX + sin * ay - b.originX) / b.pitch;
    let by = (-sin * startX + cos * ay - b.originY) / b.pitch;
    const end = y * width + right;
    for (let i = y * width + left; i < end; i += step, bx += stepX, by += stepY) {
      if (mask[i] === 0 || !(bx >= 0 && by >= 0 && bx < lastColumn && by < lastRow)) continue;
      const column = bx | 0;
      const row = by | 0;
      const at = row * otherWidth + column;
      if (quad[at] === 0) continue;
      const fx = bx - column;
      const fy = by - row;
      const upper = other[at] + fx * (other[at + 1] - other[at]);
      const lower = other[at + otherWidth] + fx * (other[at + otherWidth + 1] - other[at + otherWidth]);
      const vb = upper + fy * (lower - upper);
      const va = values[i];
      count++;
      sumA += va;
      sumB += vb;
      sumAA += va * va;
      sumBB += vb * vb;
      sumAB += va * vb;
    }
  }
  if (count < 2) return { correlation: 0, count };
  const varA = sumAA - (sumA * sumA) / count;
  const varB = sumBB - (sumB * sumB) / count;
  if (!(varA > 1e-12 && varB > 1e-12)) return { correlation: 0, count };
  const correlation = (sumAB - (sumA * sumB) / count) / Math.sqrt(varA * varB);
  return { correlation: Math.max(-1, Math.min(1, correlation)), count };
}
