/** Pictures of pages as pixels: in how much two differ, and where something is missing in one. */
import sharp from "sharp";

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel, row by row. */
  readonly pixels: Uint8Array;
}

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export async function readPicture(file: string | Buffer): Promise<Picture> {
  const { data, info } = await sharp(file)
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

/** Steps of grey by which the channels differ in the mean, and the share of pixels with a channel that differs by more than `most`. */
export function findDifference(
  one: Picture,
  other: Picture,
  most: number,
  area?: Area,
): { mean: number; share: number } {
  if (one.width !== other.width || one.height !== other.height) throw new Error("The pictures are not of one size.");
  const { left, top, width, height } = area ?? { left: 0, top: 0, width: one.width, height: one.height };
  let [sum, off] = [0, 0];
  for (let row = top; row < top + height; row++) {
    for (let column = left; column < left + width; column++) {
      const at = 3 * (row * one.width + column);
      let largest = 0;
      for (let channel = 0; channel < 3; channel++) {
        const difference = Math.abs((one.pixels[at + channel] as number) - (other.pixels[at + channel] as number));
        sum += difference;
        largest = Math.max(largest, difference);
      }
      if (largest > most) off++;
    }
  }
  return { mean: sum / (3 * width * height), share: off / (width * height) };
}

/**
 * The middles of round dark holes of about that radius in something brighter, the clearest first. Wider dark places are none: it is bright all
 * around a hole.
 */
export function findHoles(
  picture: Picture,
  area: Area,
  radius: number,
  count: number,
): readonly { x: number; y: number }[] {
  const sums = addUp(picture, area);
  const across = area.width + 1;
  const sum = (x: number, y: number, reach: number) => {
    const at = (row: number, column: number) => sums[row * across + column] as number;
    const [left, right, top, bottom] = [x - reach, x + reach + 1, y - reach, y + reach + 1];
    return at(bottom, right) - at(bottom, left) - at(top, right) + at(top, left);
  };
  const points = (reach: number) => (2 * reach + 1) ** 2;
  const [inner, edge, outer] = [0.6, 1.3, 1.8].map((share) => Math.round(share * radius)) as [number, number, number];
  const places: { x: number; y: number; clear: number }[] = [];
  for (let y = outer; y < area.height - outer; y++) {
    for (let x = outer; x < area.width - outer; x++) {
      const around = (sum(x, y, outer) - sum(x, y, edge)) / (points(outer) - points(edge));
      places.push({ x, y, clear: around - sum(x, y, inner) / points(inner) });
    }
  }
  places.sort((one, other) => other.clear - one.clear);
  const found: { x: number; y: number }[] = [];
  for (const { x, y } of places) {
    if (found.length === count) break;
    if (found.every((hole) => Math.hypot(hole.x - x, hole.y - y) > 4 * radius)) found.push({ x, y });
  }
  return found.map((hole) => findMiddle(hole, outer));

  /** Finer than a pixel: the middle of what is darker than half of what lies around. */
  function findMiddle({ x, y }: { x: number; y: number }, reach: number) {
    const most = sum(x, y, reach) / points(reach) / 2;
    let [all, sumX, sumY] = [0, 0, 0];
    for (let row = y - reach; row <= y + reach; row++) {
      for (let column = x - reach; column <= x + reach; column++) {
        if (Math.hypot(column - x, row - y) > 1.3 * radius || sum(column, row, 0) > most) continue;
        [all, sumX, sumY] = [all + 1, sumX + column, sumY + row];
      }
    }
    return { x: area.left + sumX / all, y: area.top + sumY / all };
  }
}

/** Sums of brightness over everything above and to the left. */
function addUp({ width, pixels }: Picture, area: Area): Float64Array {
  const across = area.width + 1;
  const sums = new Float64Array(across * (area.height + 1));
  for (let row = 0; row < area.height; row++) {
    let line = 0;
    for (let column = 0; column < area.width; column++) {
      const at = 3 * ((area.top + row) * width + area.left + column);
      line += ((pixels[at] as number) + (pixels[at + 1] as number) + (pixels[at + 2] as number)) / 3;
      sums[(row + 1) * across + column + 1] = line + (sums[row * across + column + 1] as number);
    }
  }
  return sums;
}
