// Surfaces at another pose: bilinear, four points a step. Missing points are NaN, which interpolation hands on by itself.

/** B at four places (in points); NaN outside. `bounds` are the last column and row. */
// @ts-ignore: decorator
@inline
function sampleFour(values: usize, width: v128, lastColumn: v128, lastRow: v128, line: usize, x: v128, y: v128): v128 {
  const zero = f32x4.splat(0);
  const inside = v128.and(
    v128.and(f32x4.ge(x, zero), f32x4.ge(y, zero)),
    v128.and(f32x4.lt(x, lastColumn), f32x4.lt(y, lastRow)),
  );
  if (!v128.any_true(inside)) return f32x4.splat(NaN);
  const column = i32x4.trunc_sat_f32x4_s(x);
  const row = i32x4.trunc_sat_f32x4_s(y);
  const fx = f32x4.sub(x, f32x4.convert_i32x4_s(column));
  const fy = f32x4.sub(y, f32x4.convert_i32x4_s(row));
  const at = v128.and(i32x4.add(i32x4.mul(row, width), column), inside);
  const p0 = values + (<usize>i32x4.extract_lane(at, 0) << 2);
  const p1 = values + (<usize>i32x4.extract_lane(at, 1) << 2);
  const p2 = values + (<usize>i32x4.extract_lane(at, 2) << 2);
  const p3 = values + (<usize>i32x4.extract_lane(at, 3) << 2);
  const u01 = v128.load64_lane(p1, v128.load64_zero(p0), 1);
  const u23 = v128.load64_lane(p3, v128.load64_zero(p2), 1);
  const l01 = v128.load64_lane(p1 + line, v128.load64_zero(p0 + line), 1);
  const l23 = v128.load64_lane(p3 + line, v128.load64_zero(p2 + line), 1);
  const u0 = v128.shuffle<f32>(u01, u23, 0, 2, 4, 6), u1 = v128.shuffle<f32>(u01, u23, 1, 3, 5, 7);
  const l0 = v128.shuffle<f32>(l01, l23, 0, 2, 4, 6), l1 = v128.shuffle<f32>(l01, l23, 1, 3, 5, 7);
  const upper = f32x4.add(u0, f32x4.mul(fx, f32x4.sub(u1, u0)));
  const lower = f32x4.add(l0, f32x4.mul(fx, f32x4.sub(l1, l0)));
  const value = f32x4.add(upper, f32x4.mul(fy, f32x4.sub(lower, upper)));
  return v128.bitselect(value, f32x4.splat(NaN), inside);
}

/**
 * Fills a square of `size` points: [row, column] is the grid at (x + column cos + row sin, y - column sin + row cos), in points;
 * `missing` where that is missing. `size` is a multiple of 4.
 */
export function turnGrid(
  values: usize, width: i32, height: i32, x: f64, y: f64, cos: f64, sin: f64, missing: f32, target: usize, size: i32,
): void {
  const widths = i32x4.splat(width);
  const lastColumn = f32x4.splat(<f32>(width - 1)), lastRow = f32x4.splat(<f32>(height - 1));
  const line = <usize>width << 2;
  const stepX = f32x4.splat(<f32>cos), stepY = f32x4.splat(<f32>-sin);
  const rest = f32x4.splat(missing);
  const four = f32x4.splat(4);
  for (let row = 0; row < size; row++) {
    const startX = f32x4.splat(<f32>(x + sin * <f64>row));
    const startY = f32x4.splat(<f32>(y + cos * <f64>row));
    let index = f32x4(0, 1, 2, 3);
    for (let column = 0; column < size; column += 4) {
      const px = f32x4.add(startX, f32x4.mul(index, stepX));
      const py = f32x4.add(startY, f32x4.mul(index, stepY));
      const value = sampleFour(values, widths, lastColumn, lastRow, line, px, py);
      v128.store(target, v128.bitselect(value, rest, f32x4.eq(value, value)));
      target += 16;
      index = f32x4.add(index, four);
    }
  }
}

// @ts-ignore: decorator
@inline
function total(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1) + <f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3)
  );
}

/**
 * Sums over the points that have data in both: writes count, sum a, sum b, sum aa, sum bb, sum ab (doubles) to `out`. Row and
 * column of A lie in B at (x + column cos + row sin, y - column sin + row cos), in points of B.
 */
export function sumProducts(
  a: usize, widthA: i32, left: i32, top: i32, right: i32, bottom: i32,
  b: usize, widthB: i32, heightB: i32, x: f64, y: f64, cos: f64, sin: f64, out: usize,
): void {
  const widths = i32x4.splat(widthB);
  const lastColumn = f32x4.splat(<f32>(widthB - 1)), lastRow = f32x4.splat(<f32>(heightB - 1));
  const line = <usize>widthB << 2;
  const stepX = f32x4.splat(<f32>cos), stepY = f32x4.splat(<f32>-sin);
  const ends = i32x4.splat(right), one = f32x4.splat(1), four = f32x4.splat(4), fours = i32x4.splat(4);
  let count: f64 = 0, sumA: f64 = 0, sumB: f64 = 0, sumAA: f64 = 0, sumBB: f64 = 0, sumAB: f64 = 0;
  for (let row = top; row < bottom; row++) {
    const startX = f32x4.splat(<f32>(x + cos * <f64>left + sin * <f64>row));
    const startY = f32x4.splat(<f32>(y - sin * <f64>left + cos * <f64>row));
    let index = f32x4(0, 1, 2, 3);
    let place = i32x4.add(i32x4.splat(left), i32x4(0, 1, 2, 3));
    let n = f32x4.splat(0), sa = n, sb = n, saa = n, sbb = n, sab = n;
    let at = a + (<usize>(row * widthA + left) << 2);
    for (let column = left; column < right; column += 4) {
      const va = v128.load(at);
      const there = v128.and(f32x4.eq(va, va), i32x4.lt_s(place, ends));
      if (v128.any_true(there)) {
        const px = f32x4.add(startX, f32x4.mul(index, stepX));
        const py = f32x4.add(startY, f32x4.mul(index, stepY));
        const vb = sampleFour(b, widths, lastColumn, lastRow, line, px, py);
        const both = v128.and(there, f32x4.eq(vb, vb));
        const p = v128.and(va, both), q = v128.and(vb, both);
        n = f32x4.add(n, v128.and(one, both));
        sa = f32x4.add(sa, p);
        sb = f32x4.add(sb, q);
        saa = f32x4.add(saa, f32x4.mul(p, p));
        sbb = f32x4.add(sbb, f32x4.mul(q, q));
        sab = f32x4.add(sab, f32x4.mul(p, q));
      }
      at += 16;
      index = f32x4.add(index, four);
      place = i32x4.add(place, fours);
    }
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
