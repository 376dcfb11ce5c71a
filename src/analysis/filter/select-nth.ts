/**
 * The value that would stand at index `n` if the array were sorted (Hoare's quickselect, pivot the median of three). Reorders its
 * argument; without NaN. Several times faster than sorting where one quantile is all that is wanted. NaN for an empty array.
 */
export function selectNth(values: Float32Array | Float64Array, n: number): number {
  if (values.length === 0) return Number.NaN;
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const middle = (left + right) >> 1;
    const low = Math.min(values[left], values[right]);
    const high = Math.max(values[left], values[right]);
    const pivot = Math.max(low, Math.min(high, values[middle]));
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const value = values[i];
      values[i] = values[j];
      values[j] = value;
      i++;
      j--;
    }
    if (n <= j) right = j;
    else if (n >= i) left = i;
    else return values[n];
  }
  return values[left];
}

/** The upper middle value; reorders its argument. */
export function selectMedian(values: Float32Array | Float64Array): number {
  return selectNth(values, values.length >> 1);
}
