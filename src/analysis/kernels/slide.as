// Profiles laid on each other at many lags, in doubles: their correlations are differences of nearly equal sums.

/** For each of `count` lags from `first` on: the sum over x of a[x] * b[x - lag] where both are. */
export function slideProducts(a: usize, lengthA: i32, b: usize, lengthB: i32, first: i32, count: i32, out: usize): void {
  for (let k = 0; k < count; k++) {
    const lag = first + k;
    const start = max(0, lag);
    const end = min(lengthA, lengthB + lag);
    let p = a + (<usize>start << 3);
    let q = b + (<usize>(start - lag) << 3);
    const stop = a + (<usize>max(start, end) << 3);
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (; p + 64 <= stop; p += 64, q += 64) {
      s0 = f64x2.add(s0, f64x2.mul(v128.load(p), v128.load(q)));
      s1 = f64x2.add(s1, f64x2.mul(v128.load(p, 16), v128.load(q, 16)));
      s2 = f64x2.add(s2, f64x2.mul(v128.load(p, 32), v128.load(q, 32)));
      s3 = f64x2.add(s3, f64x2.mul(v128.load(p, 48), v128.load(q, 48)));
    }
    s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
    let sum = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
    for (; p < stop; p += 8, q += 8) sum += load<f64>(p) * load<f64>(q);
    store<f64>(out + (<usize>k << 3), sum);
  }
}

/** For each of `count` places, a multiple of 8: the sum of factors[k] * values[x + k], added in the order of k. */
export function weighWindows(values: usize, factors: usize, taps: i32, count: i32, out: usize): void {
  const end = factors + (<usize>taps << 3);
  for (let x = 0; x < count; x += 8) {
    let p = values + (<usize>x << 3);
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let k = factors; k < end; k += 8, p += 8) {
      const factor = v128.load64_splat(k);
      s0 = f64x2.add(s0, f64x2.mul(factor, v128.load(p)));
      s1 = f64x2.add(s1, f64x2.mul(factor, v128.load(p, 16)));
      s2 = f64x2.add(s2, f64x2.mul(factor, v128.load(p, 32)));
      s3 = f64x2.add(s3, f64x2.mul(factor, v128.load(p, 48)));
    }
    const q = out + (<usize>x << 3);
    v128.store(q, s0);
    v128.store(q, s1, 16);
    v128.store(q, s2, 32);
    v128.store(q, s3, 48);
  }
}
