/** Where, about a registered pose, does one cell of A lie in B? By Fourier transform, two angles a transform. */
import { type ComplexPlane, createComplexPlane, type FourierPlane } from "../register/fourier-plane.ts";
import type { MarkGrid } from "../register/mark-grid.ts";
import { invertPose, poseThrough } from "../register/pose.ts";
import type { Pose } from "../surface.ts";
import type { Cell } from "./cell.ts";

/** A cell with its transform, made once for a mark. */
export interface SoughtCell {
  readonly cell: Cell;
  readonly spectrum: ComplexPlane;
  /** Root of the sum of squares of its values. */
  readonly norm: number;
}

export interface CellPlace {
  /** B into A, through this place. */
  readonly pose: Pose;
  readonly correlation: number;
}

/** Scratch memory of one search, reused from cell to cell. */
export interface SeekBench {
  readonly plane: FourierPlane;
  readonly window: ComplexPlane;
  /** Summed squares and counts of data over the window, with a zero first row and column, for each of the two angles. */
  readonly energy: readonly [Float64Array, Float64Array];
  readonly counts: readonly [Float64Array, Float64Array];
}

export function createSeekBench(plane: FourierPlane): SeekBench {
  const length = (plane.size + 1) ** 2;
  return {
    plane,
    window: createComplexPlane(plane.size),
    energy: [new Float64Array(length), new Float64Array(length)],
    counts: [new Float64Array(length), new Float64Array(length)],
  };
}

/** Transforms a cell of `grid`, its first point at [0, 0]; missing points are zero, the mean of the others is taken off. */
export function transformCell(grid: MarkGrid, cell: Cell, plane: FourierPlane): SoughtCell {
  const spectrum = createComplexPlane(plane.size);
  let mean = 0;
  forEachPoint(grid, cell, (i) => {
    mean += grid.values[i];
  });
  mean /= Math.max(1, cell.count);
  let squares = 0;
  forEachPoint(grid, cell, (i, x, y) => {
    const value = grid.values[i] - mean;
    spectrum.re[y * plane.size + x] = value;
    squares += value * value;
  });
  plane.forward(spectrum);
  return { cell, spectrum, norm: Math.sqrt(squares) };
}

function forEachPoint(grid: MarkGrid, cell: Cell, visit: (i: number, x: number, y: number) => void): void {
  for (let y = 0; y < cell.side; y++) {
    for (let x = 0; x < cell.side; x++) {
      const column = cell.left + x;
      const row = cell.top + y;
      if (column < 0 || row < 0 || column >= grid.width || row >= grid.height) continue;
      if (grid.mask[row * grid.width + column] === 1) visit(row * grid.width + column, x, y);
    }
  }
}

/**
 * The best `most` places of a cell within `reach` points each way of where `pose` (B into A) expects it, at each of `turns`
 * (radians about the pose's angle; even in number). Correlations are near the masked ones: the window's energy is that of its data under
 * the cell's square. Places less than 3 points and a turn apart count once. Empty where B has no data under the cell.
 */
export function seekCell(
  sought: SoughtCell,
  b: MarkGrid,
  pose: Pose,
  turns: readonly number[],
  reach: number,
  most: number,
  leastFill: number,
  bench: SeekBench,
): CellPlace[] {
  const { cell, spectrum, norm } = sought;
  const { plane, window, energy, counts } = bench;
  const size = plane.size;
  const back = invertPose(pose);
  const cos = Math.cos(back.angle);
  const sin = Math.sin(back.angle);
  const bx = cos * cell.x - sin * cell.y + back.shiftX;
  const by = sin * cell.x + cos * cell.y + back.shiftY;
  const offset = (cell.side - 1) / 2 + reach;
  const least = leastFill * cell.count;
  const found: { turn: number; lagX: number; lagY: number; value: number }[] = [];
  for (let t = 0; t < turns.length; t += 2) {
    const seen = [0, 1].map((k) => {
      const target = k === 0 ? window.re : window.im;
      return sampleWindow(b, bx, by, pose.angle + turns[t + k], offset, target, size, energy[k], counts[k]);
    });
    if (seen[0] < least && seen[1] < least) continue;
    plane.forward(window);
    plane.correlate(window, spectrum);
    for (let k = 0; k < 2; k++) {
      const map = k === 0 ? window.re : window.im;
      normalise(map, size, cell.side, reach, norm, least, energy[k], counts[k]);
      for (let lagY = 1; lagY < 2 * reach; lagY++) {
        for (let lagX = 1; lagX < 2 * reach; lagX++) {
          const i = lagY * size + lagX;
          const value = map[i];
          if (!(value > 0.05)) continue;
          if (map[i - 1] > value || map[i + 1] >= value || map[i - size] > value || map[i + size] >= value) continue;
          found.push({
            turn: turns[t + k],
            lagX: lagX + refinePeak(map[i - 1], value, map[i + 1]),
            lagY: lagY + refinePeak(map[i - size], value, map[i + size]),
            value,
          });
        }
      }
    }
  }
  found.sort((p, q) => q.value - p.value);
  const kept: typeof found = [];
  for (const place of found) {
    if (kept.some((other) => Math.hypot(place.lagX - other.lagX, place.lagY - other.lagY) < 3)) continue;
    kept.push(place);
    if (kept.length === most) break;
  }
  return kept.map(({ turn, lagX, lagY, value }) => {
    // The lag moves the cell within the window, whose axes are A's.
    const angle = pose.angle + turn;
    const dx = (lagX - reach) * b.pitch;
    const dy = (lagY - reach) * b.pitch;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    return { pose: poseThrough(angle, bx + c * dx + s * dy, by - s * dx + c * dy, cell.x, cell.y), correlation: value };
  });
}

/** Cuts the window out of B in A's orientation, zero where missing, with its summed squares and counts. Returns the count. */
function sampleWindow(
  b: MarkGrid,
  bx: number,
  by: number,
  angle: number,
  offset: number,
  target: Float32Array,
  size: number,
  energy: Float64Array,
  counts: Float64Array,
): number {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const { values, quad, width } = b;
  const lastColumn = b.width - 1;
  const lastRow = b.height - 1;
  const centreX = (bx - b.originX) / b.pitch;
  const centreY = (by - b.originY) / b.pitch;
  const line = size + 1;
  let total = 0;
  for (let row = 0; row < size; row++) {
    let x = centreX + cos * -offset + sin * (row - offset);
    let y = centreY - sin * -offset + cos * (row - offset);
    let sum = 0;
    let count = 0;
    for (let column = 0; column < size; column++, x += cos, y -= sin) {
      let value = 0;
      if (x >= 0 && y >= 0 && x < lastColumn && y < lastRow) {
        const left = x | 0;
        const top = y | 0;
        const at = top * width + left;
        if (quad[at] === 1) {
          const fx = x - left;
          const fy = y - top;
          const upper = values[at] + fx * (values[at + 1] - values[at]);
          const lower = values[at + width] + fx * (values[at + width + 1] - values[at + width]);
          value = upper + fy * (lower - upper);
          sum += value * value;
          count++;
        }
      }
      target[row * size + column] = value;
      const i = (row + 1) * line + column + 1;
      energy[i] = energy[i - line] + sum;
      counts[i] = counts[i - line] + count;
    }
    total += count;
  }
  return total;
}

function normalise(
  map: Float32Array,
  size: number,
  side: number,
  reach: number,
  norm: number,
  least: number,
  energy: Float64Array,
  counts: Float64Array,
): void {
  const line = size + 1;
  for (let y = 0; y <= 2 * reach; y++) {
    for (let x = 0; x <= 2 * reach; x++) {
      const topLeft = y * line + x;
      const bottomLeft = topLeft + side * line;
      const i = y * size + x;
      const count = counts[bottomLeft + side] - counts[bottomLeft] - counts[topLeft + side] + counts[topLeft];
      if (count < least) {
        map[i] = 0;
        continue;
      }
      const squares = energy[bottomLeft + side] - energy[bottomLeft] - energy[topLeft + side] + energy[topLeft];
      map[i] = squares > 1e-6 ? map[i] / (norm * Math.sqrt(squares)) : 0;
    }
  }
}

/** Vertex of the parabola through three neighbours, -0.5..0.5 of a step from the middle one. */
function refinePeak(before: number, peak: number, after: number): number {
  const bend = before - 2 * peak + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
}
