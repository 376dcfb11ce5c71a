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
    let x = 0;
    // Four sums at once do not wait for each other; each adds in the same order as alone.
    for (; x + 3 < width; x += 4) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0; k < rowKernel.length; k++) {
        const weight = rowKernel[k];
        a += weight * padded[x + k];
        b += weight * padded[x + k + 1];
        c += weight * padded[x + k + 2];
        d += weight * padded[x + k + 3];
      }
      along[row + x] = a;
      along[row + x + 1] = b;
      along[row + x + 2] = c;
      along[row + x + 3] = d;
    }
    for (; x < width; x++) {
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
    let k = first;
    // Four rows at once: a sum is read and written a quarter as often, and adds in the same order.
    for (; k + 3 <= last; k += 4) {
      const a = columnKernel[k];
      const b = columnKernel[k + 1];
      const c = columnKernel[k + 2];
      const d = columnKernel[k + 3];
      const row = (y + k - columnRadius) * width;
      for (let x = 0, at = row; x < width; x++, at++) {
        sums[x] =
          sums[x] + a * along[at] + b * along[at + width] + c * along[at + 2 * width] + d * along[at + 3 * width];
      }
    }
    for (; k <= last; k++) {
      const weight = columnKernel[k];
      const row = (y + k - columnRadius) * width;
      for (let x = 0; x < width; x++) sums[x] += weight * along[row + x];
    }
    result.set(sums, y * width);
  }
  return result;
}
