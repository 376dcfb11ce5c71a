/** A coarser grid over a surface: weighted sums of its points in blocks, and smooth values read back between the blocks' centres. */
import type { Surface } from "../surface.ts";

export interface CoarseGrid {
  readonly width: number;
  readonly height: number;
  readonly stepX: number;
  readonly stepY: number;
  /** Mean weight of a block's points, and mean of weight times value. */
  readonly weights: Float32Array;
  readonly sums: Float32Array;
}

/** Gathers a surface's values under their weights in blocks of `stepX` x `stepY` points. A missing value needs the weight 0. */
export function gatherCoarse(surface: Surface, weights: Float32Array, stepX: number, stepY: number): CoarseGrid {
  const { values } = surface;
  const width = Math.ceil(surface.width / stepX);
  const height = Math.ceil(surface.height / stepY);
  const gathered = new Float32Array(width * height);
  const sums = new Float32Array(width * height);
  const share = 1 / (stepX * stepY);
  for (let y = 0, at = 0; y < surface.height; y++) {
    const row = Math.floor(y / stepY) * width;
    for (let x = 0; x < surface.width; x++, at++) {
      const weight = weights[at] * share;
      if (weight === 0) continue;
      const block = row + Math.floor(x / stepX);
      gathered[block] += weight;
      sums[block] += weight * values[at];
    }
  }
  return { width, height, stepX, stepY, weights: gathered, sums };
}

/**
 * Reads values of the blocks' centres at each point of the surface that is not missing, by cubics through the four nearest centres
 * along x and y (Catmull and Rom 1974), the outermost repeated. Missing
 * centres take no part.
 */
export function readCoarse(grid: CoarseGrid, centres: Float32Array, surface: Surface): Float32Array<ArrayBuffer> {
  const result = new Float32Array(surface.values.length);
  if (grid.stepX === 1 && grid.stepY === 1) {
    for (let at = 0; at < result.length; at++) result[at] = Number.isNaN(surface.values[at]) ? Number.NaN : centres[at];
    return result;
  }
  const tapsX = createTaps(surface.width, grid.width, grid.stepX);
  const tapsY = createTaps(surface.height, grid.height, grid.stepY);
  for (let y = 0, at = 0; y < surface.height; y++) {
    for (let x = 0; x < surface.width; x++, at++) {
      if (Number.isNaN(surface.values[at])) {
        result[at] = Number.NaN;
        continue;
      }
      let sum = 0;
      let whole = 0;
      for (let j = 4 * y; j < 4 * y + 4; j++) {
        const row = tapsY.index[j] * grid.width;
        for (let i = 4 * x; i < 4 * x + 4; i++) {
          const value = centres[row + tapsX.index[i]];
          if (Number.isNaN(value)) continue;
          const weight = tapsY.weight[j] * tapsX.weight[i];
          sum += weight * value;
          whole += weight;
        }
      }
      // Far from any weight (an island of rejected points) nothing is known.
      result[at] = whole > 0.5 ? sum / whole : Number.NaN;
    }
  }
  return result;
}

/** For each point four indices of centres and their weights. */
function createTaps(size: number, blocks: number, step: number): { index: Int32Array; weight: Float64Array } {
  const index = new Int32Array(4 * size);
  const weight = new Float64Array(4 * size);
  for (let i = 0; i < size; i++) {
    const place = (i + 0.5) / step - 0.5;
    const first = Math.floor(place);
    const t = place - first;
    const weights = [
      0.5 * t * (t * (2 - t) - 1),
      0.5 * (t * t * (3 * t - 5) + 2),
      0.5 * t * (t * (4 - 3 * t) + 1),
      0.5 * t * t * (t - 1),
    ];
    for (let k = 0; k < 4; k++) {
      index[4 * i + k] = Math.max(0, Math.min(blocks - 1, first - 1 + k));
      weight[4 * i + k] = weights[k];
    }
  }
  return { index, weight };
}
