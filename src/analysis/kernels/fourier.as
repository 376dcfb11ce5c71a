// Fast Fourier transforms of square grids: Stockham's self-sorting form in radices 4, 3 and 2, four signals a SIMD step.
// The same plan as plain-fourier-plan.ts. Sizes are multiples of 4 that factor into 2 and 3.
// Inner loops are tested at their end: only then does the compiler of the engine keep what does not change out of them.

// @ts-ignore: decorator
@inline
function storeRadix4(
  r0: v128, r1: v128, r2: v128, r3: v128, i0: v128, i1: v128, i2: v128, i3: v128,
  c1: v128, s1: v128, c2: v128, s2: v128, c3: v128, s3: v128, oRe: usize, oIm: usize, step: usize,
): void {
  const sumRe = f32x4.add(r0, r2), sumIm = f32x4.add(i0, i2);
  const difRe = f32x4.sub(r0, r2), difIm = f32x4.sub(i0, i2);
  const oddRe = f32x4.add(r1, r3), oddIm = f32x4.add(i1, i3);
  const turnRe = f32x4.sub(i3, i1), turnIm = f32x4.sub(r1, r3);
  v128.store(oRe, f32x4.add(sumRe, oddRe));
  v128.store(oIm, f32x4.add(sumIm, oddIm));
  const xRe = f32x4.sub(difRe, turnRe), xIm = f32x4.sub(difIm, turnIm);
  v128.store(oRe + step, f32x4.sub(f32x4.mul(xRe, c1), f32x4.mul(xIm, s1)));
  v128.store(oIm + step, f32x4.add(f32x4.mul(xRe, s1), f32x4.mul(xIm, c1)));
  const yRe = f32x4.sub(sumRe, oddRe), yIm = f32x4.sub(sumIm, oddIm);
  v128.store(oRe + 2 * step, f32x4.sub(f32x4.mul(yRe, c2), f32x4.mul(yIm, s2)));
  v128.store(oIm + 2 * step, f32x4.add(f32x4.mul(yRe, s2), f32x4.mul(yIm, c2)));
  const zRe = f32x4.add(difRe, turnRe), zIm = f32x4.add(difIm, turnIm);
  v128.store(oRe + 3 * step, f32x4.sub(f32x4.mul(zRe, c3), f32x4.mul(zIm, s3)));
  v128.store(oIm + 3 * step, f32x4.add(f32x4.mul(zRe, s3), f32x4.mul(zIm, c3)));
}

function passRadix4(fromRe: usize, fromIm: usize, toRe: usize, toIm: usize, quarter: i32, stride: i32, twiddles: usize): void {
  const span = <usize>(quarter * stride) << 2;
  const step = <usize>stride << 2;
  for (let p = 0; p < quarter; p++) {
    const w = twiddles + <usize>(p * 24);
    const c1 = v128.load32_splat(w), s1 = v128.load32_splat(w, 4);
    const c2 = v128.load32_splat(w, 8), s2 = v128.load32_splat(w, 12);
    const c3 = v128.load32_splat(w, 16), s3 = v128.load32_splat(w, 20);
    const from = <usize>(p * stride) << 2;
    const to = from << 2;
    let aRe = fromRe + from, aIm = fromIm + from, oRe = toRe + to, oIm = toIm + to;
    const end = aRe + step;
    do {
      const r0 = v128.load(aRe), r1 = v128.load(aRe + span), r2 = v128.load(aRe + 2 * span), r3 = v128.load(aRe + 3 * span);
      const i0 = v128.load(aIm), i1 = v128.load(aIm + span), i2 = v128.load(aIm + 2 * span), i3 = v128.load(aIm + 3 * span);
      storeRadix4(r0, r1, r2, r3, i0, i1, i2, i3, c1, s1, c2, s2, c3, s3, oRe, oIm, step);
      aRe += 16;
      aIm += 16;
      oRe += 16;
      oIm += 16;
    } while (aRe < end);
  }
}

/**
 * The first pass of the inverse transform of a spectrum times the conjugate of the kernel, times `scale`: the products are made where
 * they are needed and stand nowhere. The inverse transform is the forward one with the parts exchanged.
 */
function passProducts(
  fromRe: usize, fromIm: usize, kernelRe: usize, kernelIm: usize, toRe: usize, toIm: usize, quarter: i32, stride: i32,
  scale: v128, twiddles: usize,
): void {
  const span = <usize>(quarter * stride) << 2;
  const step = <usize>stride << 2;
  for (let p = 0; p < quarter; p++) {
    const w = twiddles + <usize>(p * 24);
    const c1 = v128.load32_splat(w), s1 = v128.load32_splat(w, 4);
    const c2 = v128.load32_splat(w, 8), s2 = v128.load32_splat(w, 12);
    const c3 = v128.load32_splat(w, 16), s3 = v128.load32_splat(w, 20);
    const from = <usize>(p * stride) << 2;
    let at = from;
    let oRe = toRe + (from << 2), oIm = toIm + (from << 2);
    const end = at + step;
    do {
      let a = v128.load(fromRe + at), b = v128.load(fromIm + at);
      let c = f32x4.mul(v128.load(kernelRe + at), scale), d = f32x4.mul(v128.load(kernelIm + at), scale);
      const i0 = f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)), r0 = f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d));
      let next = at + span;
      a = v128.load(fromRe + next), b = v128.load(fromIm + next);
      c = f32x4.mul(v128.load(kernelRe + next), scale), d = f32x4.mul(v128.load(kernelIm + next), scale);
      const i1 = f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)), r1 = f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d));
      next += span;
      a = v128.load(fromRe + next), b = v128.load(fromIm + next);
      c = f32x4.mul(v128.load(kernelRe + next), scale), d = f32x4.mul(v128.load(kernelIm + next), scale);
      const i2 = f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)), r2 = f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d));
      next += span;
      a = v128.load(fromRe + next), b = v128.load(fromIm + next);
      c = f32x4.mul(v128.load(kernelRe + next), scale), d = f32x4.mul(v128.load(kernelIm + next), scale);
      const i3 = f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)), r3 = f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d));
      storeRadix4(r0, r1, r2, r3, i0, i1, i2, i3, c1, s1, c2, s2, c3, s3, oRe, oIm, step);
      at += 16;
      oRe += 16;
      oIm += 16;
    } while (at < end);
  }
}

function passRadix3(fromRe: usize, fromIm: usize, toRe: usize, toIm: usize, third: i32, stride: i32, twiddles: usize): void {
  const half = f32x4.splat(0.5);
  const root = f32x4.splat(0.8660254037844386);
  const span = <usize>(third * stride) << 2;
  const step = <usize>stride << 2;
  for (let p = 0; p < third; p++) {
    const w = twiddles + <usize>(p * 16);
    const c1 = v128.load32_splat(w), s1 = v128.load32_splat(w, 4);
    const c2 = v128.load32_splat(w, 8), s2 = v128.load32_splat(w, 12);
    const from = <usize>(p * stride) << 2;
    let aRe = fromRe + from, aIm = fromIm + from, oRe = toRe + 3 * from, oIm = toIm + 3 * from;
    const end = aRe + step;
    do {
      const r0 = v128.load(aRe), r1 = v128.load(aRe + span), r2 = v128.load(aRe + 2 * span);
      const i0 = v128.load(aIm), i1 = v128.load(aIm + span), i2 = v128.load(aIm + 2 * span);
      const sumRe = f32x4.add(r1, r2), sumIm = f32x4.add(i1, i2);
      const turnRe = f32x4.mul(root, f32x4.sub(i1, i2)), turnIm = f32x4.mul(root, f32x4.sub(r2, r1));
      const midRe = f32x4.sub(r0, f32x4.mul(half, sumRe)), midIm = f32x4.sub(i0, f32x4.mul(half, sumIm));
      v128.store(oRe, f32x4.add(r0, sumRe));
      v128.store(oIm, f32x4.add(i0, sumIm));
      const xRe = f32x4.add(midRe, turnRe), xIm = f32x4.add(midIm, turnIm);
      v128.store(oRe + step, f32x4.sub(f32x4.mul(xRe, c1), f32x4.mul(xIm, s1)));
      v128.store(oIm + step, f32x4.add(f32x4.mul(xRe, s1), f32x4.mul(xIm, c1)));
      const yRe = f32x4.sub(midRe, turnRe), yIm = f32x4.sub(midIm, turnIm);
      v128.store(oRe + 2 * step, f32x4.sub(f32x4.mul(yRe, c2), f32x4.mul(yIm, s2)));
      v128.store(oIm + 2 * step, f32x4.add(f32x4.mul(yRe, s2), f32x4.mul(yIm, c2)));
      aRe += 16;
      aIm += 16;
      oRe += 16;
      oIm += 16;
    } while (aRe < end);
  }
}

function passRadix2(fromRe: usize, fromIm: usize, toRe: usize, toIm: usize, half: i32, stride: i32, twiddles: usize): void {
  const span = <usize>(half * stride) << 2;
  const step = <usize>stride << 2;
  for (let p = 0; p < half; p++) {
    const c1 = v128.load32_splat(twiddles + <usize>(p * 8)), s1 = v128.load32_splat(twiddles + <usize>(p * 8), 4);
    const from = <usize>(p * stride) << 2;
    let aRe = fromRe + from, aIm = fromIm + from, oRe = toRe + 2 * from, oIm = toIm + 2 * from;
    const end = aRe + step;
    do {
      const r0 = v128.load(aRe), r1 = v128.load(aRe + span);
      const i0 = v128.load(aIm), i1 = v128.load(aIm + span);
      v128.store(oRe, f32x4.add(r0, r1));
      v128.store(oIm, f32x4.add(i0, i1));
      const xRe = f32x4.sub(r0, r1), xIm = f32x4.sub(i0, i1);
      v128.store(oRe + step, f32x4.sub(f32x4.mul(xRe, c1), f32x4.mul(xIm, s1)));
      v128.store(oIm + step, f32x4.add(f32x4.mul(xRe, s1), f32x4.mul(xIm, c1)));
      aRe += 16;
      aIm += 16;
      oRe += 16;
      oIm += 16;
    } while (aRe < end);
  }
}

/** Number of passes of a transform: when it is odd the result stands in the other of the two memories. */
function countPasses(size: i32): i32 {
  let passes = 0;
  for (let points = size; points > 1; passes++) points /= points % 4 == 0 ? 4 : points % 3 == 0 ? 3 : 2;
  return passes;
}

/**
 * Transforms `batch` columns of `size` points each, to and fro between two memories; or what is left to do when `size` points are, each
 * as many columns wide as the passes before it have made of it.
 */
function transformColumns(re: usize, im: usize, otherRe: usize, otherIm: usize, size: i32, batch: i32, twiddles: usize): void {
  let fromRe = re, fromIm = im, toRe = otherRe, toIm = otherIm;
  let points = size, stride = batch, w = twiddles;
  while (points > 1) {
    const radix = points % 4 == 0 ? 4 : points % 3 == 0 ? 3 : 2;
    const count = points / radix;
    if (radix == 4) passRadix4(fromRe, fromIm, toRe, toIm, count, stride, w);
    else if (radix == 3) passRadix3(fromRe, fromIm, toRe, toIm, count, stride, w);
    else passRadix2(fromRe, fromIm, toRe, toIm, count, stride, w);
    w += <usize>(count * (radix - 1) * 8);
    points = count;
    stride *= radix;
    let kept = fromRe; fromRe = toRe; toRe = kept;
    kept = fromIm; fromIm = toIm; toIm = kept;
  }
}

// @ts-ignore: decorator
@inline
function transposeBlock(a: v128, b: v128, c: v128, d: v128, to: usize, line: usize): void {
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to + line, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
  v128.store(to + 2 * line, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
  v128.store(to + 3 * line, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
}

/** Rows `first` to `first + count - 1` of a square grid, counted around it, become the columns of `to`. */
function transposeRows(from: usize, to: usize, size: i32, first: i32, count: i32): void {
  const line = <usize>size << 2, width = <usize>count << 2;
  for (let row = 0; row < count; row += 4) {
    const start = first + row + size;
    const a = from + <usize>(start % size) * line, b = from + <usize>((start + 1) % size) * line;
    const c = from + <usize>((start + 2) % size) * line, d = from + <usize>((start + 3) % size) * line;
    let o = to + (<usize>row << 2);
    for (let x: usize = 0; x < line; x += 16, o += 4 * width) {
      transposeBlock(v128.load(a + x), v128.load(b + x), v128.load(c + x), v128.load(d + x), o, width);
    }
  }
}

function transposeInPlace(plane: usize, size: i32): void {
  const line = <usize>size << 2;
  for (let y = 0; y < size; y += 4) {
    for (let x = y; x < size; x += 4) {
      const p = plane + <usize>y * line + (<usize>x << 2), q = plane + <usize>x * line + (<usize>y << 2);
      const a = v128.load(p), b = v128.load(p + line), c = v128.load(p + 2 * line), d = v128.load(p + 3 * line);
      const e = v128.load(q), f = v128.load(q + line), g = v128.load(q + 2 * line), h = v128.load(q + 3 * line);
      transposeBlock(e, f, g, h, p, line);
      transposeBlock(a, b, c, d, q, line);
    }
  }
}

/** Forward, in place, unscaled; the spectrum stands transposed. `scratch` holds 4 size^2 floats. */
export function transformPlane(re: usize, im: usize, scratch: usize, size: i32, twiddles: usize): void {
  const bytes = <usize>(size * size) << 2;
  const otherRe = scratch, otherIm = scratch + bytes;
  transformColumns(re, im, otherRe, otherIm, size, size, twiddles);
  if (countPasses(size) % 2 == 0) {
    transposeInPlace(re, size);
    transposeInPlace(im, size);
    transformColumns(re, im, otherRe, otherIm, size, size, twiddles);
  } else {
    const thirdRe = scratch + 2 * bytes, thirdIm = scratch + 3 * bytes;
    transposeRows(otherRe, thirdRe, size, 0, size);
    transposeRows(otherIm, thirdIm, size, 0, size);
    transformColumns(thirdRe, thirdIm, re, im, size, size, twiddles);
  }
}

/**
 * Inverse transform of a spectrum times the conjugate of the kernel, scaled by 1 / size^2: of each of its rows the columns `first` to
 * `first + count - 1`, counted around it. `count` is a multiple of 4 up to `size`; `scratch` holds 4 size^2 floats.
 */
export function correlatePlanes(
  re: usize, im: usize, fromRe: usize, fromIm: usize, kernelRe: usize, kernelIm: usize, first: i32, count: i32,
  scratch: usize, size: i32, twiddles: usize,
): void {
  const scale = f32x4.splat(<f32>(1.0 / <f64>(size * size)));
  const bytes = <usize>(size * size) << 2;
  const workRe = scratch, workIm = scratch + bytes, otherRe = scratch + 2 * bytes, otherIm = scratch + 3 * bytes;
  const quarter = size / 4;
  // Sizes are multiples of 4: the first pass is in radix 4.
  passProducts(fromRe, fromIm, kernelRe, kernelIm, otherIm, otherRe, quarter, size, scale, twiddles);
  transformColumns(otherIm, otherRe, workIm, workRe, quarter, 4 * size, twiddles + <usize>(quarter * 24));
  if (countPasses(size) % 2 == 0) {
    transposeRows(workRe, re, size, first, count);
    transposeRows(workIm, im, size, first, count);
    transformColumns(im, re, otherIm, otherRe, size, count, twiddles);
  } else {
    transposeRows(otherRe, workRe, size, first, count);
    transposeRows(otherIm, workIm, size, first, count);
    transformColumns(workIm, workRe, im, re, size, count, twiddles);
  }
}
