import type { BoxedImage, BoxMeasures, CellPeakSettings } from "./kernels.ts";

export function measureBoxes(image: Float32Array, size: number, side: number, { inverse, counts }: BoxMeasures): void {
  const line = size + 1;
  // Summed squares and counts over everything above and to the left.
  const energy = new Float64Array(line * line);
  const numbers = new Float64Array(line * line);
  for (let y = 0; y < size; y++) {
    let sum = 0;
    let count = 0;
    for (let x = 0; x < size; x++) {
      const value = image[y * size + x];
      if (!Number.isNaN(value)) {
        sum += value * value;
        count++;
      }
      const i = (y + 1) * line + x + 1;
      energy[i] = energy[i - line] + sum;
      numbers[i] = numbers[i - line] + count;
    }
  }
  inverse.fill(0);
  counts.fill(0);
  for (let y = 0; y + side <= size; y++) {
    for (let x = 0; x + side <= size; x++) {
      const under = (table: Float64Array): number =>
        table[(y + side) * line + x + side] -
        table[(y + side) * line + x] -
        table[y * line + x + side] +
        table[y * line + x];
      const count = under(numbers);
      const squares = under(energy);
      inverse[y * size + x] = squares > 1e-6 ? 1 / Math.sqrt(squares) : 0;
      counts[y * size + x] = count;
    }
  }
}

export function cutWindow(image: BoxedImage, left: number, top: number, target: Float32Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = left + column;
      const y = top + row;
      const inside = x >= 0 && y >= 0 && x < image.size && y < image.size;
      const value = inside ? image.values[y * image.size + x] : 0;
      target[row * size + column] = Number.isNaN(value) ? 0 : value;
    }
  }
}

export function findCellPeaks(
  map: Float32Array,
  width: number,
  image: BoxedImage,
  left: number,
  top: number,
  { span, scale, least, floor }: CellPeakSettings,
  peaks: Float32Array,
): number {
  for (let y = 0; y < span; y++) {
    for (let x = 0; x < span; x++) {
      const column = left + x;
      const row = top + y;
      const inside = column >= 0 && row >= 0 && column < image.size && row < image.size;
      const box = row * image.size + column;
      map[y * width + x] = inside && image.counts[box] >= least ? map[y * width + x] * (image.inverse[box] * scale) : 0;
    }
  }
  let found = 0;
  for (let y = 1; y < span - 1; y++) {
    for (let x = 1; x < span - 1; x++) {
      const i = y * width + x;
      const value = map[i];
      if (!(value > floor)) continue;
      if (map[i - 1] > value || map[i + 1] >= value || map[i - width] > value || map[i + width] >= value) continue;
      peaks[3 * found] = x + findVertex(map[i - 1], value, map[i + 1]);
      peaks[3 * found + 1] = y + findVertex(map[i - width], value, map[i + width]);
      peaks[3 * found + 2] = value;
      found++;
    }
  }
  return found;
}

/** Vertex of the parabola through three neighbours, -0.5..0.5 of a step from the middle one. */
function findVertex(before: number, peak: number, after: number): number {
  const bend = before - 2 * peak + after;
  return bend < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend))) : 0;
}

export function findLagPeaks(
  map: Float32Array,
  size: number,
  width: number,
  reach: number,
  floor: number,
  peaks: Float32Array,
): number {
  let found = 0;
  for (let lagY = -reach; lagY <= reach; lagY++) {
    const row = ((lagY + size) % size) * width;
    const above = ((lagY - 1 + size) % size) * width;
    const below = ((lagY + 1 + size) % size) * width;
    const widest = Math.floor(Math.sqrt(reach * reach - lagY * lagY));
    for (let lagX = -widest; lagX <= widest; lagX++) {
      const column = lagX + reach + 1;
      const value = map[row + column];
      if (value <= floor) continue;
      const [over, under] = [map[above + column], map[below + column]];
      const [before, after] = [map[row + column - 1], map[row + column + 1]];
      if (before > value || after > value || over > value || under > value) continue;
      peaks[3 * found] = lagX + findVertex(before, value, after);
      peaks[3 * found + 1] = lagY + findVertex(over, value, under);
      peaks[3 * found + 2] = value;
      found++;
    }
  }
  return found;
}

export function findHighestRatio(map: Float32Array, counts: Float32Array, size: number, least: number): number {
  const cells = size / 4;
  let best = 0;
  for (let row = 0; row < cells; row++) {
    const upper = row * cells;
    const lower = ((row + 1) % cells) * cells;
    for (let column = 0; column < cells; column++) {
      const right = (column + 1) % cells;
      const around = counts[upper + column] + counts[lower + column] + counts[upper + right] + counts[lower + right];
      const root = Math.sqrt(Math.max(least, around / 4));
      for (let y = 4 * row; y < 4 * row + 4; y++) {
        for (let x = 4 * column; x < 4 * column + 4; x++) best = Math.max(best, map[y * size + x] / root);
      }
    }
  }
  return best;
}
