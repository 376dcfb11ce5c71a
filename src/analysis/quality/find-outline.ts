/**
 * The mark's own outline. A breech face is scanned as a ring in a square grid, so most of the grid is missing by right;
 * what counts is what is missing inside the ring.
 */

/** Runs a sliding maximum (1 where any of 2 r + 1 is 1) along lines of a mask. */
function dilateLines(
  mask: Uint8Array,
  count: number,
  length: number,
  lineStep: number,
  step: number,
  radius: number,
): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let line = 0; line < count; line++) {
    const start = line * lineStep;
    let last = -1 - radius - length;
    // Forwards: reach of the last one seen; backwards: the same from the other side.
    for (let k = 0; k < length; k++) {
      if (mask[start + k * step]) last = k;
      if (k - last <= radius) out[start + k * step] = 1;
    }
    last = length * 2 + radius;
    for (let k = length - 1; k >= 0; k--) {
      if (mask[start + k * step]) last = k;
      if (last - k <= radius) out[start + k * step] = 1;
    }
  }
  return out;
}

function dilate(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const rows = dilateLines(mask, height, width, width, 1, radius);
  return dilateLines(rows, width, height, 1, width, radius);
}

function invert(mask: Uint8Array): Uint8Array {
  return mask.map((value) => 1 - value);
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
