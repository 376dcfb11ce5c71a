/** A square grid folded on itself: its four quarters laid on each other, as values or as a spectrum. */
import type { ComplexPlane } from "../kernels/kernels.ts";

/** Row-major values of `side` points a side, an even number; `target` has half of that. */
export function foldGrid(values: ArrayLike<number>, side: number, target: Float32Array): void {
  const half = side / 2;
  target.fill(0);
  for (let y = 0; y < side; y++) {
    const row = (y % half) * half;
    for (let x = 0; x < side; x++) target[row + (x % half)] += values[y * side + x];
  }
}

/** Every other wave both ways is the spectrum of the folded grid. */
export function foldSpectrum(spectrum: ComplexPlane, side: number, target: ComplexPlane): void {
  const half = side / 2;
  for (let x = 0; x < half; x++) {
    for (let y = 0; y < half; y++) {
      target.re[x * half + y] = spectrum.re[2 * (x * side + y)];
      target.im[x * half + y] = spectrum.im[2 * (x * side + y)];
    }
  }
}
