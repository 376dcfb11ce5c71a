/**
 * The mark's own outline. A breech face is scanned as a ring in a square grid, so most of the grid is missing by right;
 * what counts is what is missing inside the ring.
 */

/** Marks in `out` what lies within `radius` of a marked point of its row (1 where any of 2 r + 1 is 1). */
function dilateRows(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let start = 0; start < height * width; start += width) {
    // The first point that is not marked yet.
    let free = 0;
    for (let x = 0; x < width; x++) {
      if (mask[start + x] === 0) continue;
      const end = Math.min(width, x + radius + 1);
      for (let k = Math.max(free, x - radius); k < end; k++) out[start + k] = 1;
      free = end;
    }
  }
  return out;
}

/** The same down the columns, a row at a time: the memory is walked in its order. */
function dilateColumns(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  const last = new Int32Array(width).fill(-1 - radius);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (mask[at] !== 0) last[x] = y;
      if (y - last[x] <= radius) out[at] = 1;
    }
  }
  last.fill(height + radius);
  for (let y = height - 1; y >= 0; y--) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (mask[row + x] !== 0) last[x] = y;
      if (last[x] - y <= radius) out[row + x] = 1;
    }
  }
  return out;
}

function dilate(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  return dilateColumns(dilateRows(mask, width, height, radius), width, height, radius);
}

function invert(mask: Uint8Array): Uint8Array {
  const inverse = new Uint8Array(mask.length);
  for (let at = 0; at < mask.length; at++) inverse[at] = 1 - mask[at];
  return inverse;
}

/**
 * Closes a mask with a square of 2 radius + 1 (dilation, then erosion; Serra 1982): gaps narrower than the square are
 * filled, larger holes and the outside stay. The plane around the grid is empty.
 * @param mask row-major, 1 = present
 */
export function closeMask(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  // A border of the radius, so that the dilated mask has room and the erosion takes all of it back.
  const wide = width + 2 * radius;
  const high = height + 2 * radius;
  const padded = new Uint8Array(wide * high);
  for (let y = 0; y < height; y++) padded.set(mask.subarray(y * width, (y + 1) * width), (y + radius) * wide + radius);
  const closed = invert(dilate(invert(dilate(padded, wide, high, radius)), wide, high, radius));
  const out = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    const start = (y + radius) * wide + radius;
    out.set(closed.subarray(start, start + width), y * width);
  }
  return out;
}
