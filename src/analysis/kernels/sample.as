// Surfaces at another pose: bilinear, four points a step. Missing points are NaN, which interpolation hands on by itself.

/** A place is held within these; beyond them lies only the rim, which is missing. `width` is that of the grid in points. */
// @ts-ignore: decorator
@inline
function sampleFour(values: usize, width: v128, mostX: v128, mostY: v128, line: usize, x: v128, y: v128): v128 {
  const zero = f32x4.splat(0);
  const heldX = f32x4.pmin(f32x4.pmax(x, zero), mostX);
  const heldY = f32x4.pmin(f32x4.pmax(y, zero), mostY);
  const column = f32x4.floor(heldX);
  const row = f32x4.floor(heldY);
  const fx = f32x4.sub(heldX, column);
  const fy = f32x4.sub(heldY, row);
  // Whole numbers up to 2^23, added to 2^23, are the low bits of the sum: quicker than a conversion.
  const at = f32x4.add(f32x4.add(f32x4.mul(row, width), column), f32x4.splat(8388608));
  const bytes = i32x4.shl(at, 2);
  const low = i64x2.extract_lane(bytes, 0), high = i64x2.extract_lane(bytes, 1);
  // Shifting by two leaves of the exponent of 2^23 the bits of 0x2C000000.
  const base = values - 0x2c000000;
  const p0 = base + <usize>low, p1 = base + <usize>(low >> 32);
  const p2 = base + <usize>high, p3 = base + <usize>(high >> 32);
  const u01 = v128.load64_lane(p1, v128.load64_zero(p0), 1);
  const u23 = v128.load64_lane(p3, v128.load64_zero(p2), 1);
  const l01 = v128.load64_lane(p1 + line, v128.load64_zero(p0 + line), 1);
  const l23 = v128.load64_lane(p3 + line, v128.load64_zero(p2 + line), 1);
  const u0 = v128.shuffle<f32>(u01, u23, 0, 2, 4, 6), u1 = v128.shuffle<f32>(u01, u23, 1, 3, 5, 7);
  const l0 = v128.shuffle<f32>(l01, l23, 0, 2, 4, 6), l1 = v128.shuffle<f32>(l01, l23, 1, 3, 5, 7);
  const upper = f32x4.add(u0, f32x4.mul(fx, f32x4.sub(u1, u0)));
  const lower = f32x4.add(l0, f32x4.mul(fx, f32x4.sub(l1, l0)));
  return f32x4.add(upper, f32x4.mul(fy, f32x4.sub(lower, upper)));
}

let spanFirst: f64 = 0, spanEnd: f64 = 0;

/** Narrows the span to the steps that bring a place from `start` by `step` each to 0 or more, and less than `most`; a step too many. */
// @ts-ignore: decorator
@inline
function narrowSpan(start: f64, step: f64, most: f64): void {
  if (abs(step) < 1e-9) {
    if (start < -1 || start > most + 1) spanEnd = spanFirst;
    return;
  }
  const one = -start / step, other = (most - start) / step;
  spanFirst = max(spanFirst, min(one, other) - 1);
  spanEnd = min(spanEnd, max(one, other) + 2);
}

/**
 * Fills a square of `size` points: [row, column] is the grid at (x + column cos + row sin, y - column sin + row cos), in points;
 * `missing` where that is missing. `size` is a multiple of 4.
 */
export function turnGrid(
  values: usize, width: i32, height: i32, x: f64, y: f64, cos: f64, sin: f64, missing: f32, target: usize, size: i32,
): void {
  const widths = f32x4.splat(<f32>width);
  const mostX = f32x4.splat(<f32>width - 1.5), mostY = f32x4.splat(<f32>height - 1.5);
  const line = <usize>width << 2;
  const stepX = f32x4.splat(<f32>cos), stepY = f32x4.splat(<f32>-sin);
  const rest = f32x4.splat(missing);
  const four = f32x4.splat(4);
  const indices = f32x4(0, 1, 2, 3);
  for (let row = 0; row < size; row++) {
    const firstX = x + sin * <f64>row, firstY = y + cos * <f64>row;
    const startX = f32x4.splat(<f32>firstX), startY = f32x4.splat(<f32>firstY);
    spanFirst = 0;
    spanEnd = <f64>size;
    narrowSpan(firstX, cos, <f64>(width - 1));
    narrowSpan(firstY, -sin, <f64>(height - 1));
    const end = spanEnd > spanFirst ? (<i32>spanEnd + 3) & ~3 : 0;
    const first = spanEnd > spanFirst ? <i32>spanFirst & ~3 : 0;
    for (let column = 0; column < first; column += 4, target += 16) v128.store(target, rest);
    if (end > first) {
      let index = f32x4.add(indices, f32x4.splat(<f32>first));
      let column = first;
      // Tested at its end: only then does the compiler of the engine keep what does not change out of the loop.
      do {
        const px = f32x4.add(startX, f32x4.mul(index, stepX));
        const py = f32x4.add(startY, f32x4.mul(index, stepY));
        const value = sampleFour(values, widths, mostX, mostY, line, px, py);
        v128.store(target, v128.bitselect(value, rest, f32x4.eq(value, value)));
        index = f32x4.add(index, four);
        column += 4;
        target += 16;
      } while (column < end);
    }
    for (let column = end; column < size; column += 4, target += 16) v128.store(target, rest);
  }
}

// @ts-ignore: decorator
@inline
function total(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1) + <f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3)
  );
}

// @ts-ignore: decorator
@inline
function isAnyThere(at: usize): bool {
  const v = v128.load(at);
  return v128.any_true(f32x4.eq(v, v));
}

/**
 * Sums over the points that have data in both: writes count, sum a, sum b, sum aa, sum bb, sum ab (doubles) to `out`. Row and
 * column of A lie in B at (x + column cos + row sin, y - column sin + row cos), in points of B.
 */
export function sumProducts(
  a: usize, widthA: i32, left: i32, top: i32, right: i32, bottom: i32,
  b: usize, widthB: i32, heightB: i32, x: f64, y: f64, cos: f64, sin: f64, out: usize,
): void {
  const widths = f32x4.splat(<f32>widthB);
  const mostX = f32x4.splat(<f32>widthB - 1.5), mostY = f32x4.splat(<f32>heightB - 1.5);
  const line = <usize>widthB << 2;
  const stepX = f32x4.splat(<f32>cos), stepY = f32x4.splat(<f32>-sin);
  const one = f32x4.splat(1), four = f32x4.splat(4);
  const indices = f32x4(0, 1, 2, 3);
  const ends = f32x4.splat(<f32>(right - left));
  let count: f64 = 0, sumA: f64 = 0, sumB: f64 = 0, sumAA: f64 = 0, sumBB: f64 = 0, sumAB: f64 = 0;
  for (let row = top; row < bottom; row++) {
    const firstX = x + cos * <f64>left + sin * <f64>row, firstY = y - sin * <f64>left + cos * <f64>row;
    const startX = f32x4.splat(<f32>firstX), startY = f32x4.splat(<f32>firstY);
    spanFirst = 0;
    spanEnd = <f64>(right - left);
    narrowSpan(firstX, cos, <f64>(widthB - 1));
    narrowSpan(firstY, -sin, <f64>(heightB - 1));
    if (spanEnd <= spanFirst) continue;
    const line0 = a + (<usize>(row * widthA + left) << 2);
    let first = <i32>spanFirst, end = <i32>spanEnd;
    while (first < end && !isAnyThere(line0 + (<usize>first << 2))) first += 4;
    while (first < end && !isAnyThere(line0 + (<usize>end << 2) - 16)) end -= 4;
    if (first >= end) continue;
    let index = f32x4.add(indices, f32x4.splat(<f32>first));
    let n = f32x4.splat(0), sa = n, sb = n, saa = n, sbb = n, sab = n;
    let at = line0 + (<usize>first << 2);
    // Tested at its end: only then does the compiler of the engine keep what does not change out of the loop.
    do {
      const va = v128.load(at);
      const px = f32x4.add(startX, f32x4.mul(index, stepX));
      const py = f32x4.add(startY, f32x4.mul(index, stepY));
      const vb = sampleFour(b, widths, mostX, mostY, line, px, py);
      const there = v128.and(f32x4.eq(va, va), f32x4.lt(index, ends));
      const both = v128.and(there, f32x4.eq(vb, vb));
      const p = v128.and(va, both), q = v128.and(vb, both);
      n = f32x4.add(n, v128.and(one, both));
      sa = f32x4.add(sa, p);
      sb = f32x4.add(sb, q);
      saa = f32x4.add(saa, f32x4.mul(p, p));
      sbb = f32x4.add(sbb, f32x4.mul(q, q));
      sab = f32x4.add(sab, f32x4.mul(p, q));
      index = f32x4.add(index, four);
      first += 4;
      at += 16;
    } while (first < end);
    count += total(n);
    sumA += total(sa);
    sumB += total(sb);
    sumAA += total(saa);
    sumBB += total(sbb);
    sumAB += total(sab);
  }
  store<f64>(out, count);
  store<f64>(out, sumA, 8);
  store<f64>(out, sumB, 16);
  store<f64>(out, sumAA, 24);
  store<f64>(out, sumBB, 32);
  store<f64>(out, sumAB, 40);
}
