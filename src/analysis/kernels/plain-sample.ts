import type { GridBox, Placing, SampledGrid } from "./kernels.ts";

/** Bilinear between points; NaN outside and beside missing points. */
function sample({ values, width, height }: SampledGrid, x: number, y: number): number {
  if (!(x >= 0 && y >= 0 && x < width - 1 && y < height - 1)) return Number.NaN;
  const column = x | 0;
  const row = y | 0;
  const fx = x - column;
  const fy = y - row;
  const at = row * width + column;
  const upper = values[at] + fx * (values[at + 1] - values[at]);
  const lower = values[at + width] + fx * (values[at + width + 1] - values[at + width]);
  return upper + fy * (lower - upper);
}

// Places are rounded as in the SIMD lanes: a place on the border of the data must fall on the same side in both.
const { fround } = Math;

export function turnGrid(
  grid: SampledGrid,
  placing: Placing,
  missing: number,
  target: Float32Array,
  size: number,
): void {
  const stepX = fround(placing.stepX);
  const stepY = fround(-placing.stepY);
  for (let row = 0; row < size; row++) {
    const startX = fround(placing.x + placing.stepY * row);
    const startY = fround(placing.y + placing.stepX * row);
    for (let column = 0; column < size; column++) {
      const value = sample(grid, fround(startX + fround(column * stepX)), fround(startY + fround(column * stepY)));
      target[row * size + column] = Number.isNaN(value) ? missing : value;
    }
  }
}

export function sumProducts(a: SampledGrid, box: GridBox, b: SampledGrid, placing: Placing, sums: Float64Array): void {
  const stepX = fround(placing.stepX);
  const stepY = fround(-placing.stepY);
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  let sumAA = 0;
  let sumBB = 0;
  let sumAB = 0;
  for (let row = box.top; row < box.bottom; row++) {
    const startX = fround(placing.x + placing.stepX * box.left + placing.stepY * row);
    const startY = fround(placing.y - placing.stepY * box.left + placing.stepX * row);
    for (let column = box.left; column < box.right; column++) {
      const va = a.values[row * a.width + column];
      if (Number.isNaN(va)) continue;
      const step = column - box.left;
      const vb = sample(b, fround(startX + fround(step * stepX)), fround(startY + fround(step * stepY)));
      if (Number.isNaN(vb)) continue;
      count++;
      sumA += va;
      sumB += vb;
      sumAA += va * va;
      sumBB += vb * vb;
      sumAB += va * vb;
    }
  }
  sums.set([count, sumA, sumB, sumAA, sumBB, sumAB]);
}
