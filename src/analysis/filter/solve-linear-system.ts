/**
 * Solves a small dense system `matrix * x = right` by Gaussian elimination with partial pivoting. `matrix` is row-major,
 * n x n; neither argument is changed. Null when the matrix is singular to working precision.
 */
export function solveLinearSystem(matrix: Float64Array, right: Float64Array): Float64Array<ArrayBuffer> | null {
  const n = right.length;
  const a = Float64Array.from(matrix);
  const x = Float64Array.from(right);
  let largest = 0;
  for (const value of a) largest = Math.max(largest, Math.abs(value));
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row * n + column]) > Math.abs(a[pivot * n + column])) pivot = row;
    }
    if (Math.abs(a[pivot * n + column]) <= largest * 1e-13) return null;
    if (pivot !== column) {
      for (let k = 0; k < n; k++) {
        [a[pivot * n + k], a[column * n + k]] = [a[column * n + k], a[pivot * n + k]];
      }
      [x[pivot], x[column]] = [x[column], x[pivot]];
    }
    for (let row = column + 1; row < n; row++) {
      const factor = a[row * n + column] / a[column * n + column];
      for (let k = column; k < n; k++) a[row * n + k] -= factor * a[column * n + k];
      x[row] -= factor * x[column];
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row] -= a[row * n + k] * x[k];
    x[row] /= a[row * n + row];
  }
  return x;
}
