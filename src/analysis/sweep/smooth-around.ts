/** Means over squares of 2 `reach` + 1 points a side, twice, on a square grid that goes around: close to a Gaussian. */
export function smoothAround(values: Float32Array, size: number, reach: number): Float32Array {
  const from = Float32Array.from(values);
  const to = new Float32Array(values.length);
  for (let round = 0; round < 2; round++) {
    smoothLines(from, to, size, reach, size, 1);
    smoothLines(to, from, size, reach, 1, size);
  }
  return from;
}

function smoothLines(
  from: Float32Array,
  to: Float32Array,
  size: number,
  reach: number,
  line: number,
  step: number,
): void {
  const width = 2 * reach + 1;
  for (let i = 0; i < size; i++) {
    const start = i * line;
    let sum = 0;
    for (let j = -reach; j <= reach; j++) sum += from[start + ((j + size) % size) * step];
    for (let j = 0; j < size; j++) {
      to[start + j * step] = Math.max(0, sum) / width;
      sum += from[start + ((j + reach + 1) % size) * step] - from[start + ((j - reach + size) % size) * step];
    }
  }
}
