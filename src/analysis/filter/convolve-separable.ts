/**
 * Convolves a grid of zero-filled values with `rowKernel` along x and `columnKernel` along y (both of odd length, centred;
 * symmetric or antisymmetric alike are applied as sum of kernel[k] * value[i + k - radius]). Beyond the border counts as 0.
 */
export function convolveSeparable(
  values: Float32Array,
  width: number,
  height: number,
  rowKernel: Float64Array,
  columnKernel: Float64Array,
): Float32Array {
  const along = new Float32Array(values.length);
  const rowRadius = rowKernel.length >> 1;
  const padded = new Float64Array(width + 2 * rowRadius);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) padded[x + rowRadius] = values[row + x];
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < rowKernel.length; k++) sum += rowKernel[k] * padded[x + k];
      along[row + x] = sum;
    }
  }
  const result = new Float32Array(values.length);
  const columnRadius = columnKernel.length >> 1;
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    const first = Math.max(0, columnRadius - y);
    const last = Math.min(columnKernel.length - 1, height - 1 - y + columnRadius);
    for (let k = first; k <= last; k++) {
      const weight = columnKernel[k];
      const row = (y + k - columnRadius) * width;
      for (let x = 0; x < width; x++) sums[x] += weight * along[row + x];
    }
    result.set(sums, y * width);
  }
  return result;
}
