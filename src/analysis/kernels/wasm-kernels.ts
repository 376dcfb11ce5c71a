import { Buffer } from "node:buffer";
import type { ComplexPlane, HeldSlot, Kernels } from "./kernels.ts";
import { KERNELS_WASM } from "./kernels-wasm.ts";

/** What the .as files export. Pointers are bytes. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  heapBase(): number;
  transformPlane(re: number, im: number, scratch: number, size: number, twiddles: number): void;
  correlatePlanes(...pointersAndSize: number[]): void;
  turnGrid(...values: number[]): void;
  sumProducts(...values: number[]): void;
  measureBoxes(...values: number[]): void;
  cutWindow(...values: number[]): void;
  findCellPeaks(...values: number[]): number;
  findLagPeaks(...values: number[]): number;
  findHighestRatio(...values: number[]): number;
  correlateRings(...values: number[]): void;
  slideProducts(...values: number[]): void;
  weighWindows(...values: number[]): void;
}

/** The part of the platform's WebAssembly that is used here; Node's own types leave it out. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, Record<string, () => void>>) => { readonly exports: unknown };
};

interface Plan {
  readonly twiddles: number;
  readonly scratch: number;
}

/** Bytes of one held block; larger ones are not kept. Memory for it is set aside when one is first asked for. */
const MOST_HELD = 16 * 2 ** 20;

interface Held {
  readonly start: number;
  readonly owner: object;
  readonly length: number;
}

/** SIMD steps may read, never write, a few values past an array. */
const SLACK = 32;
const roundUp = (bytes: number): number => 16 * Math.ceil(bytes / 16);
let module: object | null = null;

/** Instantiates the kernels, each time with a memory of their own. Synchronous: they are 6 KB. */
export function createWasmKernels(): Kernels {
  module ??= new WebAssembly.Module(Buffer.from(KERNELS_WASM, "base64"));
  const abort = (): never => {
    throw new Error("The comparison kernels stopped.");
  };
  const wasm = new WebAssembly.Instance(module, { env: { abort } }).exports as Exports;
  const { buffer } = wasm.memory;
  // What is taken grows from below and is given back; plans and scratch memory grow from above and stay.
  let next = roundUp(wasm.heapBase());
  let end = buffer.byteLength;
  const room = (bytes: number): void => {
    if (next + bytes > end)
      throw new RangeError("The two marks are too large for the memory of the comparison kernels.");
  };
  const keep = (bytes: number): number => {
    const size = roundUp(bytes + SLACK);
    room(size);
    end -= size;
    return end;
  };
  const take = (bytes: number): number => {
    const start = next;
    const size = roundUp(bytes + SLACK);
    room(size);
    next += size;
    return start;
  };
  const at = (array: Float32Array | Float64Array | Int8Array): number => {
    if (array.buffer !== buffer) throw new TypeError("An array from elsewhere was given to a comparison kernel.");
    return array.byteOffset;
  };
  const plans = new Map<number, Plan>();
  const planOf = (size: number): Plan => {
    const known = plans.get(size);
    if (known !== undefined) return known;
    const factors = listTwiddles(size);
    const plan = { twiddles: keep(4 * factors.length), scratch: keep(16 * size * size) };
    new Float32Array(buffer, plan.twiddles, factors.length).set(factors);
    plans.set(size, plan);
    return plan;
  };
  const held = new Map<HeldSlot, Held>();
  const hold: Kernels["hold"] = (slot, owner, length, fill) => {
    if (4 * length > MOST_HELD) return null;
    const known = held.get(slot);
    const start = known?.start ?? keep(MOST_HELD);
    const block = new Float32Array(buffer, start, length);
    if (known?.owner === owner && known.length === length) return block;
    held.set(slot, { start, owner, length });
    fill(block);
    return block;
  };
  let columns = 0;
  let columnCount = 0;
  const sums = keep(48);
  const sumView = new Float64Array(buffer, sums, 6);

  return {
    name: "wasm",
    scope(work) {
      const start = next;
      try {
        return work();
      } finally {
        next = start;
      }
    },
    take: (length) => new Float32Array(buffer, take(4 * length), length),
    takeDoubles: (length) => new Float64Array(buffer, take(8 * length), length),
    takeBytes: (length) => new Int8Array(buffer, take(length), length),
    hold,
    forward({ re, im }: ComplexPlane, size) {
      const { scratch, twiddles } = planOf(size);
      wasm.transformPlane(at(re), at(im), scratch, size, twiddles);
    },
    correlate(target, signal, kernel, size, { first, count }) {
      const { scratch, twiddles } = planOf(size);
      wasm.correlatePlanes(
        at(target.re),
        at(target.im),
        at(signal.re),
        at(signal.im),
        at(kernel.re),
        at(kernel.im),
        first,
        count,
        scratch,
        size,
        twiddles,
      );
    },
    turnGrid({ values, width, height }, { x, y, stepX, stepY }, missing, target, size) {
      wasm.turnGrid(at(values), width, height, x, y, stepX, stepY, missing, at(target), size);
    },
    sumProducts(a, { left, top, right, bottom }, b, { x, y, stepX, stepY }, result) {
      const { values, width, height } = b;
      const [pa, pb] = [at(a.values), at(values)];
      wasm.sumProducts(pa, a.width, left, top, right, bottom, pb, width, height, x, y, stepX, stepY, sums);
      result.set(sumView);
    },
    measureBoxes(image, size, side, { inverse, counts }) {
      if (size > columnCount) {
        columns = keep(16 * size);
        columnCount = size;
      }
      wasm.measureBoxes(at(image), size, side, at(inverse), at(counts), columns);
    },
    cutWindow(image, left, top, target, size) {
      wasm.cutWindow(at(image.values), image.size, left, top, at(target), size);
    },
    findCellPeaks(map, width, image, left, top, { span, scale, least, floor }, peaks) {
      const [inverse, counts, out] = [at(image.inverse), at(image.counts), at(peaks)];
      // biome-ignore format: one call, not twelve lines
      return wasm.findCellPeaks(at(map), width, span, inverse, counts, image.size, left, top, scale, least, floor, out);
    },
    findLagPeaks: (map, size, width, reach, floor, peaks) =>
      wasm.findLagPeaks(at(map), size, width, reach, floor, at(peaks)),
    findHighestRatio: (map, counts, size, least) => wasm.findHighestRatio(at(map), at(counts), size, least),
    correlateRings(query, other, rings, { harmonics, turns, values }, product, curve) {
      const [q, o, tables] = [at(query), at(other), at(values)];
      wasm.correlateRings(q, o, rings, harmonics, tables, turns, at(product), at(curve));
    },
    slideProducts: (a, b, first, products) =>
      wasm.slideProducts(at(a), a.length, at(b), b.length, first, products.length, at(products)),
    weighWindows: (values, factors, sums) =>
      wasm.weighWindows(at(values), at(factors), factors.length, sums.length, at(sums)),
  };
}

/** Cosines and sines of every stage in the order in which the transform walks through them. */
function listTwiddles(size: number): number[] {
  const factors: number[] = [];
  for (let points = size; points > 1; ) {
    const radix = points % 4 === 0 ? 4 : points % 3 === 0 ? 3 : points % 2 === 0 ? 2 : 0;
    if (radix === 0 || size % 4 !== 0) throw new RangeError(`no Fourier transform of ${size} points`);
    for (let p = 0; p < points / radix; p++) {
      for (let m = 1; m < radix; m++) {
        const angle = (-2 * Math.PI * p * m) / points;
        factors.push(Math.cos(angle), Math.sin(angle));
      }
    }
    points /= radix;
  }
  return factors;
}
