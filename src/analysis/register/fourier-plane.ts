import { createFourierPlan } from "./fourier-plan.ts";

/** A complex square grid, real and imaginary part apart. */
export interface ComplexPlane {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/**
 * Two-dimensional transforms of square grids. The spectrum stands transposed (element [ky][kx] at `kx * size + ky`): both
 * directions need one transposition less, and products of spectra do not care.
 */
export interface FourierPlane {
  readonly size: number;
  /** Forward, in place, unscaled. */
  forward(plane: ComplexPlane): void;
  /** Inverse, in place, scaled by 1 / size^2. */
  inverse(plane: ComplexPlane): void;
  /**
   * Circular cross-correlation, in place: `signal` (a spectrum) becomes corr[d] = sum over x of signal[x + d] * conj(kernel[x]).
   * With a real kernel the real and the imaginary part of the signal are correlated with it independently: two for one.
   */
  correlate(signal: ComplexPlane, kernel: ComplexPlane): void;
}

export function createFourierPlane(size: number): FourierPlane {
  const plan = createFourierPlan(size, size);
  const forward = (re: Float32Array, im: Float32Array): void => {
    plan.transform(re, im);
    transpose(re, size);
    transpose(im, size);
    plan.transform(re, im);
  };
  const inverse = (plane: ComplexPlane): void => {
    forward(plane.im, plane.re);
    const scale = 1 / (size * size);
    for (let i = 0; i < plane.re.length; i++) {
      plane.re[i] *= scale;
      plane.im[i] *= scale;
    }
  };
  return {
    size,
    forward: (plane) => forward(plane.re, plane.im),
    inverse,
    correlate(signal, kernel) {
      const { re, im } = signal;
      for (let i = 0; i < re.length; i++) {
        const a = re[i];
        const b = im[i];
        re[i] = a * kernel.re[i] + b * kernel.im[i];
        im[i] = b * kernel.re[i] - a * kernel.im[i];
      }
      inverse(signal);
    },
  };
}

export function createComplexPlane(size: number): ComplexPlane {
  return { re: new Float32Array(size * size), im: new Float32Array(size * size) };
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
