/** Every kernel in WebAssembly gives what its plain twin gives, within 1e-5 of the largest value. */
import { describe, expect, test } from "@jest/globals";
import type { Kernels } from "../../src/analysis/kernels/kernels.ts";
import { createPlainKernels } from "../../src/analysis/kernels/plain-kernels.ts";
import { createWasmKernels } from "../../src/analysis/kernels/wasm-kernels.ts";
import { createRandom } from "../../src/analysis/random.ts";

const TOLERANCE = 1e-5;

function expectAlike(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found.length).toBe(expected.length);
  const values = Array.from(expected);
  const largest = Math.max(...values.filter(Number.isFinite).map(Math.abs));
  expect(largest).toBeGreaterThan(0);
  const off = Array.from(found).map((value, i) =>
    Number.isNaN(value) && Number.isNaN(values[i]) ? 0 : Math.abs(value - values[i]) / largest,
  );
  expect(off.some(Number.isNaN)).toBe(false);
  expect(Math.max(...off)).toBeLessThan(TOLERANCE);
}

/** Runs the same work on both and holds all arrays that it gives against each other. */
function compare(work: (kernels: Kernels, load: (values: Float32Array) => Float32Array) => ArrayLike<number>[]): void {
  const run = (kernels: Kernels) =>
    kernels.scope(() => {
      const load = (values: Float32Array): Float32Array => {
        const array = kernels.take(values.length);
        array.set(values);
        return array;
      };
      return work(kernels, load).map((array) => Array.from(array));
    });
  const found = run(createWasmKernels());
  run(createPlainKernels()).forEach((expected, i) => {
    expectAlike(found[i], expected);
  });
}

const noise = (length: number, seed: number): Float32Array => {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => random.uniform() - 0.5);
};

/** Smooth noise in a ring, missing elsewhere and on the rim. */
function ring(width: number, height: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const waves = Array.from({ length: 12 }, () => [
    random.uniform() - 0.5,
    random.uniform() - 0.5,
    6 * random.uniform(),
  ]);
  return Float32Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const radius = Math.hypot(x - width / 2, y - height / 2) / Math.min(width, height);
    if (radius > 0.47 || radius < 0.15) return Number.NaN;
    return waves.reduce((sum, [kx, ky, phase]) => sum + Math.cos(kx * x + ky * y + phase), 0) / 4;
  });
}

test.each([4, 8, 12, 16, 24, 48, 64, 96, 108])("transforms and correlations of %i points", (size) => {
  compare((kernels, load) => {
    const plane = { re: load(noise(size * size, 1)), im: load(noise(size * size, 2)) };
    kernels.forward(plane, size);
    const forward = [plane.re.slice(), plane.im.slice()];
    const kernel = { re: load(noise(size * size, 3)), im: load(noise(size * size, 4)) };
    const target = { re: load(noise(size * size, 5)), im: load(noise(size * size, 6)) };
    kernels.correlate(target, plane, kernel, size, { first: 0, count: size });
    const part = { re: kernels.take(size * 4), im: kernels.take(size * 4) };
    kernels.correlate(part, plane, kernel, size, { first: -3, count: 4 });
    kernels.correlate(plane, plane, kernel, size, { first: 1 - size, count: size });
    return [...forward, target.re, target.im, part.re, part.im, plane.re, plane.im];
  });
});

test.each([0, 0.3, 2.9, -1.7])("a grid turned by %f, its box measures and its windows", (angle) => {
  compare((kernels, load) => {
    const grid = { width: 61, height: 53, values: load(ring(61, 53, 7)) };
    const size = 80;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const placing = { x: 30.2 - 40 * cos - 40 * sin, y: 26.1 + 40 * sin - 40 * cos, stepX: cos, stepY: sin };
    const image = {
      size,
      values: load(noise(size * size, 1)),
      inverse: kernels.take(size * size),
      counts: kernels.take(size * size),
    };
    kernels.turnGrid(grid, placing, Number.NaN, image.values, size);
    kernels.measureBoxes(image.values, size, 13, image);
    const zeroed = kernels.take(size * size);
    kernels.turnGrid(grid, placing, 0, zeroed, size);
    const windows = [
      [20, 25],
      [-9, 30],
      [61, -3],
    ].map(([left, top]) => {
      const window = kernels.take(36 * 36);
      kernels.cutWindow(image, left, top, window, 36);
      return window;
    });
    return [image.values, image.inverse, image.counts, zeroed, ...windows];
  });
});

test.each([
  [0, 1],
  [0.8, 1],
  [-2.5, 0.97],
])("sums of products at a turn of %f and a ratio of %f", (angle, ratio) => {
  compare((kernels, load) => {
    const a = { width: 61, height: 53, values: load(ring(61, 53, 7)) };
    const b = { width: 70, height: 66, values: load(ring(70, 66, 8)) };
    const [cos, sin] = [Math.cos(angle) * ratio, Math.sin(angle) * ratio];
    const placing = { x: 34.3 - 30 * cos - 26 * sin, y: 33.4 + 30 * sin - 26 * cos, stepX: cos, stepY: sin };
    const all = new Float64Array(6);
    kernels.sumProducts(a, { left: 0, top: 0, right: 61, bottom: 53 }, b, placing, all);
    const part = new Float64Array(6);
    kernels.sumProducts(a, { left: 7, top: 20, right: 26, bottom: 39 }, b, placing, part);
    expect(all[0]).toBeGreaterThan(900);
    expect(part[0]).toBeGreaterThan(50);
    return [all, part];
  });
});

describe("peaks", () => {
  test.each([
    [8, 12],
    [-4, 20],
    [35, 30],
    [20, -6],
  ])("of a cell in the window at %i, %i", (left, top) => {
    compare((kernels, load) => {
      const [size, imageSize, span] = [36, 60, 23];
      const values = load(ring(imageSize, imageSize, 9));
      const image = { size: imageSize, values, inverse: kernels.take(3600), counts: kernels.take(3600) };
      kernels.measureBoxes(values, imageSize, 13, image);
      const map = load(noise(size * size, 4));
      const peaks = kernels.take(3 * size * size);
      const count = kernels.findCellPeaks(
        map,
        size,
        image,
        left,
        top,
        { span, scale: 2, least: 40, floor: 0.05 },
        peaks,
      );
      expect(count).toBeGreaterThan(5);
      return [[count], peaks.slice(0, 3 * count)];
    });
  });

  test("of a circular map, in the same order", () => {
    compare((kernels, load) => {
      const peaks = kernels.take(3 * 21 * 21);
      const count = kernels.findLagPeaks(load(noise(32 * 24, 6)), 32, 24, 10, 0.1, peaks);
      expect(count).toBeGreaterThan(10);
      return [[count], peaks.slice(0, 3 * count)];
    });
  });
});

test("the largest value over the root of the count at its place, wherever it stands", () => {
  const side = 32;
  for (const place of [0, 5, side * 3 + 31, side * 31 + 2, side * side - 1]) {
    compare((kernels, load) => {
      const map = load(noise(side * side, 7));
      const counts = load(noise(side * 2, 8));
      for (let i = 0; i < counts.length; i++) counts[i] = 40 * Math.abs(counts[i] ?? 0);
      map[place] = 50;
      const found = kernels.findHighestRatio(map, counts, side, 3);
      // Of the four counts around its block, which go around the map's edges.
      const [row, column] = [Math.floor(place / side / 4), Math.floor((place % side) / 4)];
      const count = (y: number, x: number) => counts[(y % 8) * 8 + (x % 8)] ?? Number.NaN;
      const mean =
        (count(row, column) + count(row, column + 1) + count(row + 1, column) + count(row + 1, column + 1)) / 4;
      expect(found).toBeCloseTo(50 / Math.sqrt(Math.max(3, mean)), 3);
      return [[found]];
    });
  }
});

test.each([
  [200, 190, -30],
  [37, 300, -280],
  [64, 16, 60],
])("products of %i and %i samples from lag %i on, also where they do not meet", (lengthA, lengthB, first) => {
  compare((kernels) => {
    const load = (length: number, seed: number): Float64Array => {
      const array = kernels.takeDoubles(length);
      array.set(noise(length, seed));
      return array;
    };
    const products = kernels.takeDoubles(71);
    kernels.slideProducts(load(lengthA, 1), load(lengthB, 2), first, products);
    return [products];
  });
});

test("windows are weighed to the same bit", () => {
  const random = createRandom(9);
  const [values, factors] = [64 + 36, 37].map((length) => Float64Array.from({ length }, () => random.normal()));
  const [wasm, plain] = [createWasmKernels(), createPlainKernels()].map((kernels) =>
    kernels.scope(() => {
      const [a, b, sums] = [values, factors, new Float64Array(64)].map((array) => {
        const taken = kernels.takeDoubles(array.length);
        taken.set(array);
        return taken;
      });
      kernels.weighWindows(a, b, sums);
      return sums.slice();
    }),
  );
  expect(wasm).toEqual(plain);
  expect(plain[63]).toBe(factors.reduce((sum, factor, k) => sum + factor * values[63 + k], 0));
});

test.each([createWasmKernels(), createPlainKernels()])(
  "a held block outlives scopes until another owner asks, and is filled anew then: $name",
  (kernels) => {
    const [one, other] = [{}, {}];
    const fills: number[] = [];
    const hold = (owner: object, value: number): Float32Array | null =>
      kernels.scope(() => {
        kernels.take(100).fill(7);
        return kernels.hold("turns", owner, 64, (block) => {
          fills.push(value);
          block.fill(value);
        });
      });
    expect(hold(one, 1)?.every((value) => value === 1)).toBe(true);
    expect(hold(one, 2)?.every((value) => value === 1)).toBe(true);
    expect(hold(other, 3)?.every((value) => value === 3)).toBe(true);
    expect(hold(one, 4)?.every((value) => value === 4)).toBe(true);
    expect(fills).toEqual([1, 3, 4]);
    expect(kernels.hold("cells", other, 16, (block) => block.fill(5))?.[15]).toBe(5);
    expect(hold(one, 6)?.[0]).toBe(4);
  },
);

test("what a scope took is free after it, also after a failure; an array from elsewhere is refused", () => {
  const kernels = createWasmKernels();
  const first = kernels.scope(() => kernels.take(10).byteOffset);
  const failing = (): void =>
    kernels.scope(() => {
      kernels.take(1000);
      throw new Error("as it happens");
    });
  expect(failing).toThrow("as it happens");
  expect(kernels.take(10).byteOffset).toBe(first);
  expect(() => kernels.forward({ re: new Float32Array(16), im: new Float32Array(16) }, 4)).toThrow(TypeError);
  expect(() => kernels.take(1e9)).toThrow(RangeError);
});

test("the agreement of two power spectra along their rings", () => {
  for (const harmonics of [4, 92]) {
    const [rings, turns] = [7, 30];
    compare((kernels, load) => {
      const query = load(noise(2 * rings * harmonics, 31));
      const tables = { harmonics, turns, values: load(noise(2 * turns * harmonics, 32)) };
      const other = kernels.takeBytes(2 * rings * harmonics);
      other.set(noise(other.length, 33).map((value) => Math.round(254 * value)));
      const [product, curve] = [kernels.take(2 * harmonics), kernels.take(turns)];
      kernels.correlateRings(query, other, rings, tables, product, curve);
      return [product, curve];
    });
  }
});
