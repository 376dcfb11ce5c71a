import type { Surface } from "../surface.ts";

/**
 * A prepared mark as the inner loops want it: cropped to its data, a rim of missing points around it, missing values zero, and
 * a flag for each point from which bilinear interpolation is allowed.
 */
export interface MarkGrid {
  readonly width: number;
  readonly height: number;
  /** Metres between points, both ways. */
  readonly pitch: number;
  /** Place of point [0, 0] in metres from the surface's grid centre. */
  readonly originX: number;
  readonly originY: number;
  readonly values: Float32Array;
  /** 1 where there is data. */
  readonly mask: Uint8Array;
  /** 1 where the point, its right, its lower and its lower right neighbour all have data. */
  readonly quad: Uint8Array;
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
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Number.isNaN(values[y * width + x])) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (right < 0) return null;
  const pitch = surface.incrementX;
  const croppedWidth = right - left + 3;
  const croppedHeight = bottom - top + 3;
  const cropped = new Float32Array(croppedWidth * croppedHeight);
  const mask = new Uint8Array(cropped.length);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const value = values[y * width + x];
      if (Number.isNaN(value)) continue;
      const i = (y - top + 1) * croppedWidth + (x - left + 1);
      cropped[i] = value;
      mask[i] = 1;
    }
  }
  return completeGrid(
    croppedWidth,
    croppedHeight,
    pitch,
    (left - 1 - (width - 1) / 2) * pitch,
    (top - 1 - (height - 1) / 2) * pitch,
    cropped,
    mask,
  );
}

/** Averages blocks of 2 x 2 points; a block with fewer than two points of data is missing. */
export function halveMarkGrid(grid: MarkGrid): MarkGrid {
  const width = Math.ceil(grid.width / 2) + 2;
  const height = Math.ceil(grid.height / 2) + 2;
  const values = new Float32Array(width * height);
  const mask = new Uint8Array(values.length);
  for (let y = 0; y < height - 2; y++) {
    for (let x = 0; x < width - 2; x++) {
      let sum = 0;
      let count = 0;
      for (let dy = 0; dy < 2 && 2 * y + dy < grid.height; dy++) {
        for (let dx = 0; dx < 2 && 2 * x + dx < grid.width; dx++) {
          const i = (2 * y + dy) * grid.width + 2 * x + dx;
          sum += grid.values[i];
          count += grid.mask[i];
        }
      }
      if (count < 2) continue;
      values[(y + 1) * width + x + 1] = sum / count;
      mask[(y + 1) * width + x + 1] = 1;
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
    mask,
  );
}

function completeGrid(
  width: number,
  height: number,
  pitch: number,
  originX: number,
  originY: number,
  values: Float32Array,
  mask: Uint8Array,
): MarkGrid {
  const quad = new Uint8Array(mask.length);
  let sumX = 0;
  let sumY = 0;
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (mask[i] === 0) continue;
      sumX += x;
      sumY += y;
      count++;
      if (x + 1 < width && y + 1 < height) quad[i] = mask[i + 1] & mask[i + width] & mask[i + width + 1];
    }
  }
  const centreColumn = count === 0 ? 0 : sumX / count;
  const centreRow = count === 0 ? 0 : sumY / count;
  let farthest = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] === 1) farthest = Math.max(farthest, Math.hypot(x - centreColumn, y - centreRow));
    }
  }
  return {
    width,
    height,
    pitch,
    originX,
    originY,
    values,
    mask,
    quad,
    centreX: originX + centreColumn * pitch,
    centreY: originY + centreRow * pitch,
    count,
    radius: farthest * pitch,
  };
}
