import type { RingTables } from "./kernels.ts";

/** See `Kernels.correlateRings`. */
export function correlateRings(
  query: Float32Array,
  other: Int8Array,
  rings: number,
  { harmonics, turns, values }: RingTables,
  product: Float32Array,
  curve: Float32Array,
): void {
  const half = rings * harmonics;
  let energy = 0;
  for (let k = 0; k < harmonics; k++) {
    let re = 0;
    let im = 0;
    for (let i = k; i < half; i += harmonics) {
      re += query[i] * other[i] + query[half + i] * other[half + i];
      im += query[half + i] * other[i] - query[i] * other[half + i];
    }
    product[k] = re;
    product[harmonics + k] = im;
    energy += re * re + im * im;
  }
  const scale = energy > 0 ? 1 / Math.sqrt(energy / 2) : 0;
  for (let turn = 0; turn < turns; turn++) {
    const cosines = turn * harmonics;
    const sines = (turns + turn) * harmonics;
    let sum = 0;
    for (let k = 0; k < harmonics; k++) {
      sum += product[k] * values[cosines + k] - product[harmonics + k] * values[sines + k];
    }
    curve[turn] = sum * scale;
  }
}
