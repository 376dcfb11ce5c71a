// Fast Fourier transforms of square grids: Stockham's self-sorting form in radices 4, 3 and 2, four signals a SIMD step.
// The same plan as plain-fourier.ts. Sizes are multiples of 4 that factor into 2 and 3.

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
    for (; aRe < end; aRe += 16, aIm += 16, oRe += 16, oIm += 16) {
      const r0 = v128.load(aRe), r1 = v128.load(aRe + span), r2 = v128.load(aRe + 2 * span), r3 = v128.load(aRe + 3 * span);
      const i0 = v128.load(aIm), i1 = v128.load(aIm + span), i2 = v128.load(aIm + 2 * span), i3 = v128.load(aIm + 3 * span);
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
    for (; aRe < end; aRe += 16, aIm += 16, oRe += 16, oIm += 16) {
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
    }
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
    for (; aRe < end; aRe += 16, aIm += 16, oRe += 16, oIm += 16) {
      const r0 = v128.load(aRe), r1 = v128.load(aRe + span);
      const i0 = v128.load(aIm), i1 = v128.load(aIm + span);
      v128.store(oRe, f32x4.add(r0, r1));
      v128.store(oIm, f32x4.add(i0, i1));
      const xRe = f32x4.sub(r0, r1), xIm = f32x4.sub(i0, i1);
      v128.store(oRe + step, f32x4.sub(f32x4.mul(xRe, c1), f32x4.mul(xIm, s1)));
      v128.store(oIm + step, f32x4.add(f32x4.mul(xRe, s1), f32x4.mul(xIm, c1)));
    }
  }
}

/** All columns of a square grid; returns true when the result stands in the scratch memory. */
function transformColumns(re: usize, im: usize, scratch: usize, size: i32, twiddles: usize): bool {
  let fromRe = re, fromIm = im;
  let toRe = scratch, toIm = scratch + (<usize>(size * size) << 2);
  let points = size, stride = size, w = twiddles, swapped = false;
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
    swapped = !swapped;
  }
  return swapped;
}

function transposeInto(from: usize, to: usize, size: i32): void {
  const line = <usize>size << 2;
  for (let y = 0; y < size; y += 4) {
    for (let x = 0; x < size; x += 4) {
      const at = from + <usize>y * line + (<usize>x << 2);
      const a = v128.load(at), b = v128.load(at + line), c = v128.load(at + 2 * line), d = v128.load(at + 3 * line);
      const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      const o = to + <usize>x * line + (<usize>y << 2);
      v128.store(o, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
      v128.store(o + line, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
      v128.store(o + 2 * line, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
      v128.store(o + 3 * line, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
    }
  }
}

/** Forward, in place, unscaled; the spectrum stands transposed. `scratch` holds 2 size^2 floats. */
export function transformPlane(re: usize, im: usize, scratch: usize, size: i32, twiddles: usize): void {
  const bytes = <usize>(size * size) << 2;
  const scratchIm = scratch + bytes;
  if (transformColumns(re, im, scratch, size, twiddles)) {
    transposeInto(scratch, re, size);
    transposeInto(scratchIm, im, size);
    if (transformColumns(re, im, scratch, size, twiddles)) {
      memory.copy(re, scratch, bytes);
      memory.copy(im, scratchIm, bytes);
    }
    return;
  }
  transposeInto(re, scratch, size);
  transposeInto(im, scratchIm, size);
  // The columns of the scratch memory, with the plane itself as scratch: it is not one block, so copy back first.
  memory.copy(re, scratch, bytes);
  memory.copy(im, scratchIm, bytes);
  if (transformColumns(re, im, scratch, size, twiddles)) {
    memory.copy(re, scratch, bytes);
    memory.copy(im, scratchIm, bytes);
  }
}

/** The plane becomes the inverse transform of itself times the conjugate of the kernel, scaled by 1 / size^2. */
export function correlatePlanes(
  re: usize, im: usize, fromRe: usize, fromIm: usize, kernelRe: usize, kernelIm: usize, scratch: usize, size: i32, twiddles: usize,
): void {
  const scale = f32x4.splat(<f32>(1.0 / <f64>(size * size)));
  const bytes = <usize>(size * size) << 2;
  for (let i: usize = 0; i < bytes; i += 16) {
    const a = v128.load(fromRe + i), b = v128.load(fromIm + i);
    const c = f32x4.mul(v128.load(kernelRe + i), scale), d = f32x4.mul(v128.load(kernelIm + i), scale);
    v128.store(re + i, f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)));
    v128.store(im + i, f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d)));
  }
  transformPlane(im, re, scratch, size, twiddles);
}
