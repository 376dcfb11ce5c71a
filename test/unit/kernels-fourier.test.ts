import { expect, test } from "@jest/globals";
import { chooseFourierLength } from "../../src/analysis/kernels/fourier-length.ts";
import { createFourierPlan } from "../../src/analysis/kernels/plain-fourier-plan.ts";
import { createPlainKernels } from "../../src/analysis/kernels/plain-kernels.ts";
import { createWasmKernels } from "../../src/analysis/kernels/wasm-kernels.ts";
import { createRandom } from "../../src/analysis/random.ts";

const random = createRandom(5);
const fill = (length: number) => Float32Array.from({ length }, () => random.uniform() - 0.5);

test.each([1, 2, 3, 4, 8, 12, 36, 48, 64, 96, 128])("%i points agree with the plain sum", (length) => {
  const batch = 2;
  const re = fill(length * batch);
  const im = fill(length * batch);
  const [re0, im0] = [re.slice(), im.slice()];
  createFourierPlan(length, batch).transform(re, im);
  for (let b = 0; b < batch; b++) {
    for (let k = 0; k < length; k++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let j = 0; j < length; j++) {
        const angle = (-2 * Math.PI * k * j) / length;
        sumRe += re0[j * batch + b] * Math.cos(angle) - im0[j * batch + b] * Math.sin(angle);
        sumIm += re0[j * batch + b] * Math.sin(angle) + im0[j * batch + b] * Math.cos(angle);
      }
      expect(re[k * batch + b]).toBeCloseTo(sumRe, 4);
      expect(im[k * batch + b]).toBeCloseTo(sumIm, 4);
    }
  }
});

test("lengths with other factors are refused, and a fitting one is found", () => {
  expect(() => createFourierPlan(10, 1)).toThrow(RangeError);
  const wasm = createWasmKernels();
  const plane = { re: wasm.take(100), im: wasm.take(100) };
  expect(() => wasm.forward(plane, 10)).toThrow(RangeError);
  expect([1, 42, 49, 97, 129].map(chooseFourierLength)).toEqual([4, 48, 64, 108, 144]);
});

test.each([createWasmKernels(), createPlainKernels()])(
  "two real signals are correlated with one kernel in one transform: $name",
  (kernels) => {
    const size = 12;
    const take = (values: Float32Array): Float32Array => {
      const array = kernels.take(values.length);
      array.set(values);
      return array;
    };
    const [first, second, kernel] = [fill(size * size), fill(size * size), fill(size * size)];
    const signal = { re: take(first), im: take(second) };
    const spectrum = { re: take(kernel), im: take(new Float32Array(size * size)) };
    kernels.forward(signal, size);
    kernels.forward(spectrum, size);
    const columns = { first: -1, count: 8 };
    kernels.correlate(signal, signal, spectrum, size, columns);
    for (const [dx, dy] of [
      [0, 0],
      [3, 1],
      [11, 7],
      [6, 11],
    ] as const) {
      const expected = [0, 0];
      for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
          const at = ((y + dy) % size) * size + ((x + dx) % size);
          expected[0] += first[at] * kernel[y * size + x];
          expected[1] += second[at] * kernel[y * size + x];
        }
      }
      expect(signal.re[dy * columns.count + ((dx + 1) % size)]).toBeCloseTo(expected[0], 4);
      expect(signal.im[dy * columns.count + ((dx + 1) % size)]).toBeCloseTo(expected[1], 4);
    }
  },
);
