/** One row of a window, read from a mark's texels as a texture unit reads them: between four points, and nothing outside. */

export interface Texels {
  readonly width: number;
  readonly height: number;
  /** As `makeTexels` gives them. */
  readonly data: Float32Array;
}

/** What lies under the pixels of a row. */
export interface Row {
  /** Slopes in the mark's own directions. */
  readonly slopeX: Float64Array;
  readonly slopeY: Float64Array;
  readonly height: Float64Array;
  /** 1 where there is data. */
  readonly seen: Uint8Array;
}

export function makeRow(length: number): Row {
  return {
    slopeX: new Float64Array(length),
    slopeY: new Float64Array(length),
    height: new Float64Array(length),
    seen: new Uint8Array(length),
  };
}

/** Where the row begins and how far a pixel goes, in points of the texels; (0, 0) is the first point's middle. */
export interface Course {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** Of a window `down` rows from its top, by the matrix that `clipToTexture` gives. */
export function layCourse(
  toTexture: Float32Array,
  { width, height }: { readonly width: number; readonly height: number },
  texels: Texels,
  down: number,
): Course {
  const [m0 = 0, m1 = 0, , m3 = 0, m4 = 0, , m6 = 0, m7 = 0] = toTexture;
  const clipX = 1 / width - 1;
  const clipY = 1 - (2 * down + 1) / height;
  return {
    x: (m0 * clipX + m3 * clipY + m6) * texels.width - 0.5,
    y: (m1 * clipX + m4 * clipY + m7) * texels.height - 0.5,
    stepX: (2 * m0 * texels.width) / width,
    stepY: (2 * m1 * texels.height) / width,
  };
}

/** The loop runs for each pixel of a window that is dragged: it makes nothing that has to be thrown away. */
export function sampleRow({ width, height, data }: Texels, { x, y, stepX, stepY }: Course, row: Row): void {
  const { slopeX, slopeY, height: heights, seen } = row;
  const [lastColumn, lastRow] = [width - 1, height - 1];
  for (let i = 0; i < seen.length; i++) {
    const px = x + i * stepX;
    const py = y + i * stepY;
    if (!(px >= -0.5 && py >= -0.5 && px <= width - 0.5 && py <= height - 0.5)) {
      seen[i] = 0;
      continue;
    }
    // Cut off towards zero is the floor of what is at least zero.
    const cx = Math.max(0, Math.min(px, lastColumn));
    const cy = Math.max(0, Math.min(py, lastRow));
    const left = cx | 0;
    const top = cy | 0;
    const fx = cx - left;
    const fy = cy - top;
    const at = 4 * (top * width + left);
    const right = left < lastColumn ? 4 : 0;
    const below = top < lastRow ? 4 * width : 0;
    const w11 = fx * fy;
    const w10 = fx - w11;
    const w01 = fy - w11;
    const w00 = 1 - fx - w01;
    const b = at + right;
    const c = at + below;
    const d = c + right;
    const share =
      w00 * (data[at + 3] as number) +
      w10 * (data[b + 3] as number) +
      w01 * (data[c + 3] as number) +
      w11 * (data[d + 3] as number);
    if (share < 0.5) {
      seen[i] = 0;
      continue;
    }
    seen[i] = 1;
    slopeX[i] =
      w00 * (data[at] as number) + w10 * (data[b] as number) + w01 * (data[c] as number) + w11 * (data[d] as number);
    slopeY[i] =
      w00 * (data[at + 1] as number) +
      w10 * (data[b + 1] as number) +
      w01 * (data[c + 1] as number) +
      w11 * (data[d + 1] as number);
    heights[i] =
      w00 * (data[at + 2] as number) +
      w10 * (data[b + 2] as number) +
      w01 * (data[c + 2] as number) +
      w11 * (data[d + 2] as number);
  }
}
