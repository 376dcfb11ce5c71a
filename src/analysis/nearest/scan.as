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

/** Rows of a block are 2 to this, as in scan-memory.ts; blocks lie one behind the other, `blockBytes` from each to the next. */
const BLOCK_BITS: i32 = 13;

@inline function findInBlock(first: usize, blockBytes: usize, row: i32, rowBytes: usize): usize {
  return first + <usize>(row >> BLOCK_BITS) * blockBytes + <usize>(row & ((1 << BLOCK_BITS) - 1)) * rowBytes;
}

/** Rows that are asked for at once: they lie far apart, and to wait for each by itself takes longer than to look at it. */
const AHEAD: i32 = 8;

/** Reads a number of each 64 bytes of the rows at `list`, and their scales, so that they are near when they are looked at. The sum is of no use. */
@inline function fetchRows(rows: usize, stride: i32, scales: usize, blockBytes: usize, list: usize, count: i32): i32 {
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const i = load<i32>(list + (<usize>at << 2));
    const row = findInBlock(rows, blockBytes, i, stride);
    sum += load<i32>(findInBlock(scales, blockBytes, i, 4));
    for (let b = 0; b < stride; b += 64) sum += load<i32>(row + <usize>b);
  }
  return sum;
}

/**
 * Of the rows at the `count` places in `list` (`rows` and `scales` are where those of the first block begin), those whose best turn is at least `least`: their places and how alike they are, 8 bytes each, to `out`. `steps`: four cosines and four sines a turn. `sums`: 4 bytes to work in. Returns how many.
 */
export function scanRows(
  rows: usize, stride: i32, scales: usize, blockBytes: usize, list: usize, count: i32, query: usize, groups: usize, steps: usize, stepCount: i32,
  least: f32, sums: usize, out: usize
): i32 {
  let found = 0;
  const n0 = load<i32>(groups), n1 = load<i32>(groups, 4), n2 = load<i32>(groups, 8), n3 = load<i32>(groups, 12);
  for (let at = 0; at < count; at++) {
    if (at % AHEAD == 0) store<i32>(sums, fetchRows(rows, stride, scales, blockBytes, list + (<usize>at << 2), min(AHEAD, count - at)));
    const i = load<i32>(list + (<usize>at << 2));
    let v = findInBlock(rows, blockBytes, i, stride);
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
    const scale = v128.load32_splat(findInBlock(scales, blockBytes, i, 4));
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

// A first, coarser look: rows as codes of 4 bits a complex number (a quarter of the bytes), 32 rows side by side, byte by byte, and behind
// these what is known of the rows, 4 bytes each; the query as tables of what each code adds to the real and to the imaginary part (P.-Y. André and others, "Cache locality is not enough", 2015).

/** The codes in the lower and in the higher halves of the bytes. */
@inline function lower(codes: v128): v128 { return v128.and(codes, i8x16.splat(15)); }
@inline function upper(codes: v128): v128 { return v128.and(i16x8.shr_u(codes, 4), i8x16.splat(15)); }

/** `sum` and what `table` gives for the codes. What exceeds 8 bits is lost: five spreads, from where a row falls below no bar. */
@inline function addFound(sum: v128, table: v128, codes: v128): v128 {
  return i8x16.add_sat_s(sum, i8x16.swizzle(table, codes));
}

/** `a` times the coefficients at `x` and `b` times those at `y`, added. */
@inline function combine(a: v128, x: usize, b: v128, y: usize): v128 {
  return i16x8.add(i16x8.mul(a, v128.load(x)), i16x8.mul(b, v128.load(y)));
}

/**
 * Of the bundles of 32 rows at the `count` places in `list` (`codes` is where those of the first block begin), those rows before `end` whose best turn is at least `least`, in the tables' units:
 * places and values, 8 bytes each, to `out`. `sums`: 272 bytes to work in. `turns`: for each, 8 coefficients (cosines, then sines) of 8 equal
 * numbers of 16 bits. Where `closed` is 1 each turn counts backwards as well, which changes the signs of the sines, and both with half a circle
 * more, which changes those of groups 1 and 3. Returns how many.
 */
export function scanCodes(
  codes: usize, stride: i32, blockBytes: usize, list: usize, count: i32, end: i32, tables: usize, groups: usize, turns: usize, turnCount: i32, closed: i32,
  least: i32, sums: usize, out: usize
): i32 {
  let found = 0;
  const bar = i16x8.splat(<i16>least);
  for (let bundle = 0; bundle < count; bundle++) {
    const row = load<i32>(list + (<usize>bundle << 2)) << 5;
    let at = findInBlock(codes, blockBytes, row, (stride >> 2) + 4);
    let table = tables;
    for (let g = 0; g < 4; g++) {
      let r0 = i8x16.splat(0), r1 = r0, m0 = r0, m1 = r0;
      // A step of 16 bytes of a row is 8 complex numbers: 4 bytes of codes.
      const bytes = load<i32>(groups + (<usize>g << 2)) << 2;
      for (let k = 0; k < bytes; k++, at += 32, table += 64) {
        const a = v128.load(at), b = v128.load(at, 16);
        const a0 = lower(a), a1 = upper(a), b0 = lower(b), b1 = upper(b);
        const re0 = v128.load(table), im0 = v128.load(table, 16), re1 = v128.load(table, 32), im1 = v128.load(table, 48);
        r0 = addFound(addFound(r0, re0, a0), re1, a1);
        m0 = addFound(addFound(m0, im0, a0), im1, a1);
        r1 = addFound(addFound(r1, re0, b0), re1, b1);
        m1 = addFound(addFound(m1, im0, b0), im1, b1);
      }
      const s = sums + (<usize>g << 6);
      v128.store(s, r0); v128.store(s, r1, 16); v128.store(s, m0, 32); v128.store(s, m1, 48);
    }
    for (let eight = 0; eight < 4; eight++) {
      const s = sums + (<usize>eight << 3);
      const r0 = v128.load_ext<i8>(s), r1 = v128.load_ext<i8>(s, 64), r2 = v128.load_ext<i8>(s, 128), r3 = v128.load_ext<i8>(s, 192);
      const m0 = v128.load_ext<i8>(s, 32), m1 = v128.load_ext<i8>(s, 96), m2 = v128.load_ext<i8>(s, 160), m3 = v128.load_ext<i8>(s, 224);
      let best = i16x8.splat(-32768);
      for (let t = 0, p = turns; t < turnCount; t++, p += 128) {
        const even = combine(r0, p, r2, p + 32), odd = combine(r1, p + 16, r3, p + 48);
        const evenSine = combine(m0, p + 64, m2, p + 96), oddSine = combine(m1, p + 80, m3, p + 112);
        const cosine = i16x8.add_sat_s(even, odd), sine = i16x8.add_sat_s(evenSine, oddSine);
        if (closed) {
          best = i16x8.max_s(best, i16x8.add_sat_s(cosine, i16x8.abs(sine)));
          best = i16x8.max_s(best, i16x8.add_sat_s(i16x8.sub_sat_s(even, odd), i16x8.abs(i16x8.sub_sat_s(evenSine, oddSine))));
        } else best = i16x8.max_s(best, i16x8.add_sat_s(cosine, sine));
      }
      let passing = i16x8.bitmask(i16x8.ge_s(best, bar));
      if (passing == 0) continue;
      v128.store(sums + 256, best);
      while (passing != 0) {
        const lane = ctz(passing);
        passing &= passing - 1;
        const place = row + (eight << 3) + lane;
        if (place >= end) break;
        store<i32>(out + (<usize>found << 3), place);
        store<f32>(out + (<usize>found << 3), <f32>load<i16>(sums + 256 + (<usize>lane << 1)), 4);
        found++;
      }
    }
  }
  return found;
}
