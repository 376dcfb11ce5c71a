import type { Kernels } from "../kernels/kernels.ts";
import type { Surface } from "../surface.ts";

/** A prepared mark as the inner loops want it: cropped to its data, with a rim of missing points around it. */
export interface MarkGrid {
  readonly width: number;
  readonly height: number;
  /** Metres between points, both ways. */
  readonly pitch: number;
  /** Place of point [0, 0] in metres from the surface's grid centre. */
  readonly originX: number;
  readonly originY: number;
  /** NaN where missing. */
  readonly values: Float32Array;
  /** Mean place of the data, metres from the surface's grid centre. */
  readonly centreX: number;
  readonly centreY: number;
  /** Points with data. */
  readonly count: number;
  /** Farthest point with data from the mean place, metres. */
  readonly radius: number;
}

/** Crops a surface of square points to its data. Null when all of it is missing. */
export function createMarkGrid(surface: Surface): MarkGrid | null {
  const { width, height, values } = surface;
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let first = 0;
    while (first < width && Number.isNaN(values[row + first])) first++;
    if (first === width) continue;
    let last = width - 1;
    while (Number.isNaN(values[row + last])) last--;
    if (first < left) left = first;
    if (last > right) right = last;
    if (top < 0) top = y;
    bottom = y;
  }
  if (right < 0) return null;
  const pitch = surface.incrementX;
  const croppedWidth = right - left + 3;
  const croppedHeight = bottom - top + 3;
  const cropped = new Float32Array(croppedWidth * croppedHeight).fill(Number.NaN);
  for (let y = top; y <= bottom; y++) {
    cropped.set(values.subarray(y * width + left, y * width + right + 1), (y - top + 1) * croppedWidth + 1);
  }
  return completeGrid(
    croppedWidth,
    croppedHeight,
    pitch,
    (left - 1 - (width - 1) / 2) * pitch,
    (top - 1 - (height - 1) / 2) * pitch,
    cropped,
  );
}

/** Averages blocks of 2 x 2 points; a block with fewer than two points of data is missing. */
export function halveMarkGrid(grid: MarkGrid): MarkGrid {
  const width = Math.ceil(grid.width / 2) + 2;
  const height = Math.ceil(grid.height / 2) + 2;
  const old = grid.values;
  const values = new Float32Array(width * height).fill(Number.NaN);
  for (let y = 0; y < height - 2; y++) {
    const upper = 2 * y * grid.width;
    // The last row and column are a rim of missing points: reading them twice adds nothing.
    const lower = Math.min(2 * y + 1, grid.height - 1) * grid.width;
    const target = (y + 1) * width + 1;
    for (let x = 0; x < width - 2; x++) {
      const one = 2 * x;
      const two = Math.min(one + 1, grid.width - 1);
      const a = old[upper + one];
      const b = old[upper + two];
      const c = old[lower + one];
      const d = old[lower + two];
      const all = a + b + c + d;
      // Most blocks have all four points or none.
      values[target + x] = Number.isNaN(all) ? averageTwoOrMore(a, b, c, d) : all / 4;
    }
  }
  // The new point [1, 1] lies in the middle of the old points [0..1, 0..1].
  return completeGrid(
    width,
    height,
    grid.pitch * 2,
    grid.originX + 0.5 * grid.pitch - 2 * grid.pitch,
    grid.originY + 0.5 * grid.pitch - 2 * grid.pitch,
    values,
  );
}

function averageTwoOrMore(a: number, b: number, c: number, d: number): number {
  let sum = 0;
  let count = 0;
  if (!Number.isNaN(a)) {
    sum += a;
    count++;
  }
  if (!Number.isNaN(b)) {
    sum += b;
    count++;
  }
  if (!Number.isNaN(c)) {
    sum += c;
    count++;
  }
  if (!Number.isNaN(d)) {
    sum += d;
    count++;
  }
  return count >= 2 ? sum / count : Number.NaN;
}

/** The same grid with its values in the memory of the kernels, until the scope ends. */
export function loadMarkGrid(kernels: Kernels, grid: MarkGrid): MarkGrid {
  const values = kernels.take(grid.values.length);
  values.set(grid.values);
  return { ...grid, values };
}

function completeGrid(
  width: number,
  height: number,
  pitch: number,
  originX: number,
  originY: number,
  values: Float32Array,
): MarkGrid {
  let sumX = 0;
  let sumY = 0;
  let count = 0;
  for (let y = 0; y < height; y++) {
    // Whole numbers that stay small: a row at a time they are added as such.
    let rowCount = 0;
    let rowSum = 0;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (Number.isNaN(values[row + x])) continue;
      rowSum += x;
      rowCount++;
    }
    sumX += rowSum;
    sumY += y * rowCount;
    count += rowCount;
  }
  const centreColumn = count === 0 ? 0 : sumX / count;
  const centreRow = count === 0 ? 0 : sumY / count;
  let farthest = 0;
  for (let y = 0; y < height; y++) {
    const dy = (y - centreRow) ** 2;
    // The farthest point of a row is its first or its last one.
    let first = y * width;
    const end = first + width;
    while (first < end && Number.isNaN(values[first])) first++;
    if (first === end) continue;
    let last = end - 1;
    while (Number.isNaN(values[last])) last--;
    for (const i of [first, last]) farthest = Math.max(farthest, dy + (i - y * width - centreColumn) ** 2);
  }
  return {
    width,
    height,
    pitch,
    originX,
    originY,
    values,
    centreX: originX + centreColumn * pitch,
    centreY: originY + centreRow * pitch,
    count,
    radius: Math.sqrt(farthest) * pitch,
  };
}
