import type { ComplexPlane } from "./kernels.ts";
import { createFourierPlan } from "./plain-fourier-plan.ts";

/** Transforms of square grids of one size, as `Kernels` describes them. */
export interface PlainFourierPlane {
  forward(plane: ComplexPlane): void;
  correlate(target: ComplexPlane, signal: ComplexPlane, kernel: ComplexPlane): void;
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
  return {
    forward: ({ re, im }) => forward(re, im),
    correlate(target, signal, kernel) {
      const { re, im } = target;
      for (let i = 0; i < re.length; i++) {
        const a = signal.re[i];
        const b = signal.im[i];
        const c = kernel.re[i] * scale;
        const d = kernel.im[i] * scale;
        re[i] = a * c + b * d;
        im[i] = b * c - a * d;
      }
      // The inverse transform is the forward one with the parts exchanged.
      forward(im, re);
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
