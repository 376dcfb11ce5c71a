// What seeking a cell needs beside the transforms: the energy under a moving box, windows, and the peaks of a map.

/**
 * For each place of a box of `side` points in a square image (its first point there): 1 / root of the sum of squares under it
 * (0 where nothing varies) and the number of points with data. `columns` holds 2 size doubles.
 */
export function measureBoxes(image: usize, size: i32, side: i32, inverse: usize, counts: usize, columns: usize): void {
  const line = <usize>size << 2;
  const bytes = <usize>size << 3;
  const numbers = columns + bytes;
  memory.fill(columns, 0, 2 * bytes);
  memory.fill(inverse, 0, <usize>size * line);
  memory.fill(counts, 0, <usize>size * line);
  for (let row = 0; row < size; row++) {
    const at = image + <usize>row * line;
    for (let x = 0; x < size; x += 2) {
      const v = f64x2.promote_low_f32x4(v128.load64_zero(at + (<usize>x << 2)));
      const seen = f64x2.eq(v, v);
      const value = v128.and(v, seen);
      const c = columns + (<usize>x << 3);
      v128.store(c, f64x2.add(v128.load(c), f64x2.mul(value, value)));
      v128.store(c + bytes, f64x2.add(v128.load(c + bytes), v128.and(f64x2.splat(1), seen)));
    }
    if (row < side - 1) continue;
    const first = row - side + 1;
    const to = <usize>first * line;
    let energy: f64 = 0, count: f64 = 0;
    for (let x = 0; x < size; x++) {
      const c = columns + (<usize>x << 3);
      energy += load<f64>(c);
      count += load<f64>(c + bytes);
      const start = x - side + 1;
      if (start < 0) continue;
      const o = to + (<usize>start << 2);
      store<f32>(inverse + o, <f32>energy);
      store<f32>(counts + o, <f32>count);
      const gone = columns + (<usize>start << 3);
      energy -= load<f64>(gone);
      count -= load<f64>(gone + bytes);
    }
    const old = image + to;
    for (let x = 0; x < size; x += 2) {
      const v = f64x2.promote_low_f32x4(v128.load64_zero(old + (<usize>x << 2)));
      const seen = f64x2.eq(v, v);
      const value = v128.and(v, seen);
      const c = columns + (<usize>x << 3);
      v128.store(c, f64x2.sub(v128.load(c), f64x2.mul(value, value)));
      v128.store(c + bytes, f64x2.sub(v128.load(c + bytes), v128.and(f64x2.splat(1), seen)));
    }
  }
  // What is left of taken off squares where there is no data is far below the limit.
  const limit = f32x4.splat(1e-6), one = f32x4.splat(1);
  const all = <usize>size * line;
  for (let i: usize = 0; i < all; i += 16) {
    const energy = v128.load(inverse + i);
    v128.store(inverse + i, v128.and(f32x4.div(one, f32x4.sqrt(energy)), f32x4.gt(energy, limit)));
  }
}

/** Copies the window at [left, top] of a square image, zero where missing or outside. Both sizes are multiples of 4. */
export function cutWindow(image: usize, imageSize: i32, left: i32, top: i32, target: usize, size: i32): void {
  const zero = f32x4.splat(0);
  const length = <usize>size << 2;
  if (left >= 0 && top >= 0 && left + size <= imageSize && top + size <= imageSize) {
    let from = image + (<usize>(top * imageSize + left) << 2), to = target;
    for (let row = 0; row < size; row++) {
      let x: usize = 0;
      do {
        const v = v128.load(from + x);
        v128.store(to + x, v128.and(v, f32x4.eq(v, v)));
        x += 16;
      } while (x < length);
      from += <usize>imageSize << 2;
      to += length;
    }
    return;
  }
  for (let row = 0; row < size; row++) {
    const y = top + row;
    const to = target + (<usize>(row * size) << 2);
    if (y < 0 || y >= imageSize) {
      memory.fill(to, 0, <usize>size << 2);
      continue;
    }
    const from = image + (<usize>(y * imageSize) << 2);
    for (let column = 0; column < size; column += 4) {
      const x = left + column;
      let v = zero;
      if (x >= 0 && x + 4 <= imageSize) {
        v = v128.load(from + (<usize>x << 2));
        v = v128.and(v, f32x4.eq(v, v));
      } else {
        for (let k = 0; k < 4; k++) {
          const inside = x + k >= 0 && x + k < imageSize;
          const one = inside ? load<f32>(from + (<usize>(x + k) << 2)) : <f32>0;
          store<f32>(to + (<usize>(column + k) << 2), one == one ? one : <f32>0);
        }
        continue;
      }
      v128.store(to + (<usize>column << 2), v);
    }
  }
}

// @ts-ignore: decorator
@inline
function vertex(before: f32, peak: f32, after: f32): f32 {
  const bend = before - 2 * peak + after;
  return bend < 0 ? max<f32>(-0.5, min<f32>(0.5, (before - after) / (2 * bend))) : 0;
}

/**
 * Turns the first `span` x `span` lags of a map into correlations (times `scale` times the box's inverse; 0 where fewer than `least`
 * points have data), in place, and writes its inner local maxima above `floor` as x, y, value (floats). Returns their number.
 */
export function findCellPeaks(
  map: usize, width: i32, span: i32, inverse: usize, counts: usize, imageSize: i32, left: i32, top: i32,
  scale: f32, least: f32, floor: f32, out: usize,
): i32 {
  const leasts = f32x4.splat(least), scales = f32x4.splat(scale);
  const line = <usize>width << 2;
  const first = max(0, -left);
  const last = min(span, imageSize - left);
  for (let y = 0; y < span; y++) {
    const row = map + <usize>y * line;
    const boxRow = top + y;
    if (boxRow < 0 || boxRow >= imageSize || last <= first) {
      memory.fill(row, 0, line);
      continue;
    }
    const from = (<usize>(boxRow * imageSize + left + first) << 2);
    let x = first;
    let box = from;
    for (; x + 4 <= last; x += 4, box += 16) {
      const enough = f32x4.ge(v128.load(counts + box), leasts);
      const at = row + (<usize>x << 2);
      v128.store(at, v128.and(enough, f32x4.mul(v128.load(at), f32x4.mul(v128.load(inverse + box), scales))));
    }
    for (; x < last; x++, box += 4) {
      const at = row + (<usize>x << 2);
      store<f32>(at, load<f32>(counts + box) >= least ? load<f32>(at) * (load<f32>(inverse + box) * scale) : <f32>0);
    }
    if (first > 0) memory.fill(row, 0, <usize>first << 2);
    if (last < span) memory.fill(row + (<usize>max(0, last) << 2), 0, <usize>(span - max(0, last)) << 2);
  }
  let found = 0;
  const floors = f32x4.splat(floor);
  for (let y = 1; y < span - 1; y++) {
    const row = map + <usize>y * line;
    let x = 1;
    do {
      const at = row + (<usize>x << 2);
      const here = v128.load(at);
      const across = v128.and(f32x4.ge(here, v128.load(at - 4)), f32x4.gt(here, v128.load(at + 4)));
      const down = v128.and(f32x4.ge(here, v128.load(at - line)), f32x4.gt(here, v128.load(at + line)));
      let lanes = i32x4.bitmask(v128.and(f32x4.gt(here, floors), v128.and(across, down)));
      while (lanes != 0) {
        const k = x + ctz(lanes);
        lanes &= lanes - 1;
        // Lanes beyond the last lag are none of this row's.
        if (k >= span - 1) break;
        const peak = row + (<usize>k << 2);
        const value = load<f32>(peak);
        const o = out + <usize>(found * 12);
        store<f32>(o, <f32>k + vertex(load<f32>(peak - 4), value, load<f32>(peak + 4)));
        store<f32>(o, <f32>y + vertex(load<f32>(peak - line), value, load<f32>(peak + line)), 4);
        store<f32>(o, value, 8);
        found++;
      }
      x += 4;
    } while (x < span - 1);
  }
  return found;
}

/**
 * Local maxima above `floor` of a correlation map whose rows go around and whose columns are the lags from -reach - 1 on, `width` of
 * them: lag x, lag y (refined to a fraction of a lag), value (floats) within `reach` lags of none.
 */
export function findLagPeaks(map: usize, size: i32, width: i32, reach: i32, floor: f32, out: usize): i32 {
  let found = 0;
  const line = <usize>width << 2;
  const floors = f32x4.splat(floor);
  for (let lagY = -reach; lagY <= reach; lagY++) {
    const row = map + <usize>((lagY + size) % size) * line;
    const above = map + <usize>((lagY + size - 1) % size) * line, below = map + <usize>((lagY + size + 1) % size) * line;
    const widest = <i32>Math.floor(Math.sqrt(<f64>(reach * reach - lagY * lagY)));
    const last = reach + 1 + widest;
    let x = reach + 1 - widest;
    do {
      const at = <usize>x << 2;
      const here = v128.load(row + at);
      const high = f32x4.gt(here, floors);
      // Of most maps nearly all is below the floor: its neighbours are not looked at.
      if (v128.any_true(high)) {
        const sides = v128.and(f32x4.ge(here, v128.load(row + at - 4)), f32x4.ge(here, v128.load(row + at + 4)));
        const ends = v128.and(f32x4.ge(here, v128.load(above + at)), f32x4.ge(here, v128.load(below + at)));
        let lanes = i32x4.bitmask(v128.and(high, v128.and(sides, ends)));
        while (lanes != 0) {
          const k = x + ctz(lanes);
          lanes &= lanes - 1;
          // Lanes beyond the last lag are none of this row's.
          if (k > last) break;
          const peak = <usize>k << 2;
          const value = load<f32>(row + peak);
          const o = out + <usize>(found * 12);
          store<f32>(o, <f32>(k - reach - 1) + vertex(load<f32>(row + peak - 4), value, load<f32>(row + peak + 4)));
          store<f32>(o, <f32>lagY + vertex(load<f32>(above + peak), value, load<f32>(below + peak)), 4);
          store<f32>(o, value, 8);
          found++;
        }
      }
      x += 4;
    } while (x <= last);
  }
  return found;
}

// @ts-ignore: decorator
@inline
function highestOf4(at: usize, line: usize): v128 {
  const upper = f32x4.max(v128.load(at), v128.load(at + line));
  return f32x4.max(upper, f32x4.max(v128.load(at + 2 * line), v128.load(at + 3 * line)));
}

/**
 * The largest value of a circular map over the root of the count at its place, 0 at least. `counts` is a circular map of a quarter of the
 * side, which is a multiple of 16: each 4 x 4 values have the mean of the four counts around them, and never less than `least`.
 */
export function findHighestRatio(map: usize, counts: usize, size: i32, least: f32): f32 {
  const cells = size >> 2;
  const line = <usize>size << 2, countLine = <usize>cells << 2;
  const leasts = f32x4.splat(least), quarter = f32x4.splat(0.25), one = f32x4.splat(1);
  let best = f32x4.splat(0);
  for (let row = 0; row < cells; row++) {
    const upper = counts + <usize>row * countLine;
    const lower = counts + <usize>((row + 1) % cells) * countLine;
    let at = map + <usize>(row << 2) * line;
    for (let x: usize = 0; x < countLine; x += 16, at += 64) {
      const after = x + 16 < countLine ? x + 16 : 0;
      const u = v128.load(upper + x), l = v128.load(lower + x);
      const left = f32x4.add(u, l);
      const ends = f32x4.add(v128.load(upper + after), v128.load(lower + after));
      const right = v128.shuffle<f32>(left, ends, 1, 2, 3, 4);
      const count = f32x4.max(leasts, f32x4.mul(quarter, f32x4.add(left, right)));
      const a = highestOf4(at, line), b = highestOf4(at + 16, line), c = highestOf4(at + 32, line), d = highestOf4(at + 48, line);
      const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
      const even = f32x4.max(v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5), v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
      const odd = f32x4.max(v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
      best = f32x4.max(best, f32x4.mul(f32x4.max(even, odd), f32x4.div(one, f32x4.sqrt(count))));
    }
  }
  const first = max<f32>(f32x4.extract_lane(best, 0), f32x4.extract_lane(best, 1));
  return max<f32>(first, max<f32>(f32x4.extract_lane(best, 2), f32x4.extract_lane(best, 3)));
}
