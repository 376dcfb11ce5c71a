// One query at many turns against rows of whole numbers. A row's numbers stand in four groups, one a harmonic, each filled up with zeros to
// whole steps of 16 bytes; the query has for each step its own numbers and those turned by a quarter, 8 + 8 and 8 + 8 of 16 bits.

/** The lanes of each of four summed, side by side. */
@inline function sumLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return i32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3));
}

/** The lanes of one, summed. */
@inline function sumFour(a: v128): f32 {
  const pair = f32x4.add(a, i64x2.shuffle(a, a, 1, 0));
  return f32x4.extract_lane(pair, 0) + f32x4.extract_lane(pair, 1);
}

@inline function dotLow(row: v128, query: usize, rest: v128): v128 {
  return i32x4.add(rest, i32x4.dot_i16x8_s(row, v128.load(query)));
}

/**
 * Of the rows at the `count` places in `list`, those whose best turn is at least `least`: their places and how alike they are, 8 bytes each, to `out`. `steps`: four cosines and four sines a turn. Returns how many.
 */
export function scanRows(
  rows: usize, stride: i32, scales: usize, list: usize, count: i32, query: usize, groups: usize, steps: usize, stepCount: i32,
  least: f32, out: usize
): i32 {
  let found = 0;
  const n0 = load<i32>(groups), n1 = load<i32>(groups, 4), n2 = load<i32>(groups, 8), n3 = load<i32>(groups, 12);
  for (let at = 0; at < count; at++) {
    const i = load<i32>(list + (<usize>at << 2));
    let v = rows + <usize>(i * stride);
    let q = query;
    let r0 = i32x4.splat(0), r1 = r0, r2 = r0, r3 = r0, m0 = r0, m1 = r0, m2 = r0, m3 = r0;
    for (let k = 0; k < n0; k++, v += 16, q += 64) {
      const low = v128.load_ext<i8>(v), high = v128.load_ext<i8>(v, 8);
      r0 = dotLow(high, q + 16, dotLow(low, q, r0));
      m0 = dotLow(high, q + 48, dotLow(low, q + 32, m0));
    }
    for (let k = 0; k < n1; k++, v += 16, q += 64) {
      const low = v128.load_ext<i8>(v), high = v128.load_ext<i8>(v, 8);
      r1 = dotLow(high, q + 16, dotLow(low, q, r1));
      m1 = dotLow(high, q + 48, dotLow(low, q + 32, m1));
    }
    for (let k = 0; k < n2; k++, v += 16, q += 64) {
      const low = v128.load_ext<i8>(v), high = v128.load_ext<i8>(v, 8);
      r2 = dotLow(high, q + 16, dotLow(low, q, r2));
      m2 = dotLow(high, q + 48, dotLow(low, q + 32, m2));
    }
    for (let k = 0; k < n3; k++, v += 16, q += 64) {
      const low = v128.load_ext<i8>(v), high = v128.load_ext<i8>(v, 8);
      r3 = dotLow(high, q + 16, dotLow(low, q, r3));
      m3 = dotLow(high, q + 48, dotLow(low, q + 32, m3));
    }
    const scale = v128.load32_splat(scales + (<usize>i << 2));
    const re = f32x4.mul(scale, f32x4.convert_i32x4_s(sumLanes(r0, r1, r2, r3)));
    const im = f32x4.mul(scale, f32x4.convert_i32x4_s(sumLanes(m0, m1, m2, m3)));
    // No turn gives more than the harmonics' sizes together: nine rows in ten end here.
    if (sumFour(f32x4.sqrt(f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)))) < least) continue;
    let best: f32 = -2;
    for (let s = 0, p = steps; s < stepCount; s++, p += 32) {
      best = max(best, sumFour(f32x4.sub(f32x4.mul(re, v128.load(p)), f32x4.mul(im, v128.load(p, 16)))));
    }
    if (best < least) continue;
    store<i32>(out + (<usize>found << 3), i);
    store<f32>(out + (<usize>found << 3), best, 4);
    found++;
  }
  return found;
}

// A first, coarser look: rows as codes of 4 bits a complex number (a quarter of the bytes), 32 rows side by side, byte by byte; the query
// as tables of what each code adds to the real and to the imaginary part (P.-Y. André and others, "Cache locality is not enough", 2015).

/** What four tables give for 16 rows' codes in two bytes, added up: 8 bits hold it, for no entry exceeds 31. */
@inline function lookUp(tables: usize, first: v128, second: v128): v128 {
  const mask = i8x16.splat(15);
  const a = i8x16.swizzle(v128.load(tables), v128.and(first, mask));
  const b = i8x16.swizzle(v128.load(tables, 32), v128.and(i16x8.shr_u(first, 4), mask));
  const c = i8x16.swizzle(v128.load(tables, 64), v128.and(second, mask));
  const d = i8x16.swizzle(v128.load(tables, 96), v128.and(i16x8.shr_u(second, 4), mask));
  return i8x16.add(i8x16.add(a, b), i8x16.add(c, d));
}

/**
 * Of the bundles of 32 rows at the `count` places in `list`, those rows before `end` whose best turn is at least `least`, in the tables' units:
 * places and values, 8 bytes each, to `out`. `sums`: 528 bytes to work in. `turns`: for each, 8 coefficients (cosines, then sines, negative)
 * of 8 equal numbers of 16 bits; where a group's bit is in `odd`, the turn by half a circle more counts too. Returns how many.
 */
export function scanCodes(
  codes: usize, stride: i32, list: usize, count: i32, end: i32, tables: usize, groups: usize, turns: usize, turnCount: i32, odd: i32,
  least: i32, sums: usize, out: usize
): i32 {
  let found = 0;
  const bar = i16x8.splat(<i16>least);
  for (let bundle = 0; bundle < count; bundle++) {
    const row = load<i32>(list + (<usize>bundle << 2)) << 5;
    let at = codes + <usize>(row >> 2) * <usize>stride;
    let table = tables;
    for (let g = 0; g < 4; g++) {
      let r0 = i16x8.splat(0), r1 = r0, r2 = r0, r3 = r0, m0 = r0, m1 = r0, m2 = r0, m3 = r0;
      // A step of 16 bytes of a row is 8 complex numbers: 4 bytes of codes.
      const pairs = load<i32>(groups + (<usize>g << 2)) << 1;
      for (let k = 0; k < pairs; k++, at += 64, table += 128) {
        const a = v128.load(at), b = v128.load(at, 32);
        const re = lookUp(table, a, b);
        r0 = i16x8.add(r0, i16x8.extend_low_i8x16_s(re));
        r1 = i16x8.add(r1, i16x8.extend_high_i8x16_s(re));
        const im = lookUp(table + 16, a, b);
        m0 = i16x8.add(m0, i16x8.extend_low_i8x16_s(im));
        m1 = i16x8.add(m1, i16x8.extend_high_i8x16_s(im));
        const c = v128.load(at, 16), d = v128.load(at, 48);
        const re2 = lookUp(table, c, d);
        r2 = i16x8.add(r2, i16x8.extend_low_i8x16_s(re2));
        r3 = i16x8.add(r3, i16x8.extend_high_i8x16_s(re2));
        const im2 = lookUp(table + 16, c, d);
        m2 = i16x8.add(m2, i16x8.extend_low_i8x16_s(im2));
        m3 = i16x8.add(m3, i16x8.extend_high_i8x16_s(im2));
      }
      const s = sums + (<usize>g << 7);
      v128.store(s, r0); v128.store(s, r1, 16); v128.store(s, r2, 32); v128.store(s, r3, 48);
      v128.store(s, m0, 64); v128.store(s, m1, 80); v128.store(s, m2, 96); v128.store(s, m3, 112);
    }
    for (let eight = 0; eight < 4; eight++) {
      const s = sums + (<usize>eight << 4);
      let best = i16x8.splat(-32768);
      for (let t = 0, p = turns; t < turnCount; t++, p += 128) {
        let even = i16x8.splat(0), odds = even;
        for (let g = 0; g < 4; g++) {
          const c = p + (<usize>g << 4), sum = s + (<usize>g << 7);
          const part = i16x8.add(
            i16x8.q15mulr_sat_s(v128.load(sum), v128.load(c)),
            i16x8.q15mulr_sat_s(v128.load(sum, 64), v128.load(c, 64)));
          if ((odd >> g) & 1) odds = i16x8.add(odds, part);
          else even = i16x8.add(even, part);
        }
        best = i16x8.max_s(best, i16x8.add(even, i16x8.abs(odds)));
      }
      let passing = i16x8.bitmask(i16x8.ge_s(best, bar));
      if (passing == 0) continue;
      v128.store(sums + 512, best);
      while (passing != 0) {
        const lane = ctz(passing);
        passing &= passing - 1;
        const place = row + (eight << 3) + lane;
        if (place >= end) break;
        store<i32>(out + (<usize>found << 3), place);
        store<f32>(out + (<usize>found << 3), <f32>load<i16>(sums + 512 + (<usize>lane << 1)), 4);
        found++;
      }
    }
  }
  return found;
}
