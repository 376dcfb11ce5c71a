import type { ComplexPlane, LagColumns } from "./kernels.ts";
import { createFourierPlan } from "./plain-fourier-plan.ts";

/** Transforms of square grids of one size, as `Kernels` describes them. */
export interface PlainFourierPlane {
  forward(plane: ComplexPlane): void;
  correlate(target: ComplexPlane, signal: ComplexPlane, kernel: ComplexPlane, columns: LagColumns): void;
}

export function createPlainFourierPlane(size: number): PlainFourierPlane {
  const plan = createFourierPlan(size, size);
  const forward = (re: Float32Array, im: Float32Array): void => {
    plan.transform(re, im);
    transpose(re, size);
    transpose(im, size);
    plan.transform(re, im);
  };
  const scale = 1 / (size * size);
  const workRe = new Float32Array(size * size);
  const workIm = new Float32Array(size * size);
  return {
    forward: ({ re, im }) => forward(re, im),
    correlate(target, signal, kernel, { first, count }) {
      for (let i = 0; i < workRe.length; i++) {
        const a = signal.re[i];
        const b = signal.im[i];
        const c = kernel.re[i] * scale;
        const d = kernel.im[i] * scale;
        workRe[i] = a * c + b * d;
        workIm[i] = b * c - a * d;
      }
      // The inverse transform is the forward one with the parts exchanged.
      forward(workIm, workRe);
      for (let y = 0; y < size; y++) {
        for (let j = 0; j < count; j++) {
          const at = y * size + ((first + j + size) % size);
          target.re[y * count + j] = workRe[at];
          target.im[y * count + j] = workIm[at];
        }
      }
    },
  };
}

function transpose(values: Float32Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = row + 1; column < size; column++) {
      const i = row * size + column;
      const j = column * size + row;
      const kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }
}
