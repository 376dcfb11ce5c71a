/** The second net's first look is at folded grids: the folded spectrum is that of the grid whose quarters lie on each other. */
import { expect, test } from "@jest/globals";
import { createWasmKernels } from "../../src/analysis/kernels/wasm-kernels.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { foldGrid, foldSpectrum } from "../../src/analysis/sweep/fold.ts";
import { listFoldedPlaces, listSpectrumPlaces } from "../../src/analysis/sweep/spectrum-places.ts";
import { FOLDED_SIDE, SIDE } from "../../src/analysis/sweep/sweep-method.ts";

const kernels = createWasmKernels();
const takePlane = (side: number) => ({
  re: kernels.take(side * side).fill(0),
  im: kernels.take(side * side).fill(0),
});

test("folding the values and folding the spectrum are the same", () => {
  const random = createRandom(3);
  kernels.scope(() => {
    const whole = takePlane(SIDE);
    for (let i = 0; i < whole.re.length; i++) whole.re[i] = random.uniform() - 0.5;
    const folded = takePlane(FOLDED_SIDE);
    foldGrid(whole.re, SIDE, folded.re);
    kernels.forward(folded, FOLDED_SIDE);
    kernels.forward(whole, SIDE);
    const expected = takePlane(FOLDED_SIDE);
    foldSpectrum(whole, SIDE, expected);
    expect(expected.re.some((value) => Math.abs(value) > 10)).toBe(true);
    for (const part of ["re", "im"] as const) {
      const off = Math.max(...folded[part].map((value, i) => Math.abs(value - (expected[part][i] ?? Number.NaN))));
      expect(off).toBeLessThan(1e-3);
    }
  });
});

test("of the kept waves every other one both ways is looked at, each where it stands in the folded spectrum", () => {
  const all = listSpectrumPlaces();
  const { indices, places, mirrors } = listFoldedPlaces();
  expect(indices.length / all.places.length).toBeCloseTo(0.25, 1);
  // A wave's number is its frequency, whichever grid it stands in.
  const frequency = (place: number, side: number) => [Math.floor(place / side), place % side];
  for (const [i, index] of indices.entries()) {
    for (const [fine, folded] of [
      [all.places[index], places[i]],
      [all.mirrors[index], mirrors[i]],
    ]) {
      const [x, y] = frequency(folded ?? -1, FOLDED_SIDE);
      expect([2 * (x ?? -1), 2 * (y ?? -1)]).toEqual(frequency(fine ?? -1, SIDE));
    }
  }
});
