/** Which way the striae of a land run, and making them run exactly down the rows. */
import type { Surface } from "../surface.ts";
import { createSmoother } from "./smooth-profile.ts";

/** Rows are averaged in bands of this many before shears are tried: no shear searched smears a stria over one band. */
const BAND_ROWS = 8;
/** Largest slope tried, columns per row: 11.3 degrees. Beyond it the scan was mounted wrongly. */
const MAX_SLOPE = 0.2;
const COARSE_STEP = 0.01;
/** Finest step, 0.03 degrees: a third of the 0.1 degree that the published signature methods ask for. */
const FINE_STEP = 0.0005;
/** Band in which shears are judged, as shares of the width that holds data: striae, neither noise nor form. */
const SHORTEST = 0.011;
const LONGEST = 0.056;
/** Heights are clipped at this many robust deviations, so that one burr does not decide the direction. */
const CLIP = 3;

/** Swaps columns and rows. The fault that it undoes is swapped axes in the file, not a turned specimen. */
export function transposeSurface(surface: Surface): Surface {
  const { width, height } = surface;
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) values[x * height + y] = surface.values[y * width + x];
  return {
    ...surface,
    width: height,
    height: width,
    incrementX: surface.incrementY,
    incrementY: surface.incrementX,
    values,
  };
}

/**
 * True when the striae run along the rows instead of down the columns: by the structure tensor of the gradient, averaged
 * over 5 x 5 points against noise, the surface changes more along y than along x.
 */
export function isTransposed(surface: Surface): boolean {
  const { width, height, values } = surface;
  const at = (x: number, y: number): number => {
    let sum = 0;
    for (let dy = 0; dy < 5; dy++) for (let dx = 0; dx < 5; dx++) sum += values[(y + dy) * width + x + dx];
    return sum / 25;
  };
  let alongX = 0;
  let alongY = 0;
  for (let y = 0; y + 10 < height; y += 5) {
    for (let x = 0; x + 10 < width; x += 5) {
      const here = at(x, y);
      const dx = (at(x + 5, y) - here) / surface.incrementX;
      const dy = (at(x, y + 5) - here) / surface.incrementY;
      if (Number.isNaN(dx) || Number.isNaN(dy)) continue;
      // Square roots weigh the many small striae over a few steep flanks.
      const steepness = Math.hypot(dx, dy);
      if (steepness === 0) continue;
      alongX += (dx * dx) / steepness;
      alongY += (dy * dy) / steepness;
    }
  }
  return alongY > alongX;
}

/** Number of columns that hold data. */
function countColumns(surface: Surface): number {
  let count = 0;
  for (let x = 0; x < surface.width; x++) {
    for (let y = 0; y < surface.height; y++) {
      const value = surface.values[y * surface.width + x];
      if (!Number.isNaN(value)) {
        count++;
        break;
      }
    }
  }
  return count;
}

interface Bands {
  readonly sums: Float32Array[];
  readonly counts: Float32Array[];
}

function createBands(surface: Surface): Bands {
  const { width, height } = surface;
  const extent = Math.max(16, countColumns(surface));
  const smoothNoise = createSmoother(width, SHORTEST * extent, 0);
  const smoothStriae = createSmoother(width, LONGEST * extent, 0);
  const sums: Float32Array[] = [];
  const counts: Float32Array[] = [];
  for (let top = 0; top + BAND_ROWS <= height; top += BAND_ROWS) {
    const sum = new Float32Array(width);
    const count = new Float32Array(width);
    for (let y = top; y < top + BAND_ROWS; y++) {
      const row = surface.values.subarray(y * width, (y + 1) * width);
      const low = smoothNoise(row);
      const form = smoothStriae(row);
      const striae = new Float32Array(width);
      let scale = 0;
      let present = 0;
      for (let x = 0; x < width; x++) {
        striae[x] = low[x] - form[x];
        if (!Number.isNaN(row[x])) {
          scale += Math.abs(striae[x]);
          present++;
        }
      }
      const limit = (CLIP * scale) / Math.max(1, present);
      for (let x = 0; x < width; x++) {
        if (Number.isNaN(row[x])) continue;
        sum[x] += Math.max(-limit, Math.min(limit, striae[x]));
        count[x]++;
      }
    }
    sums.push(sum);
    counts.push(count);
  }
  return { sums, counts };
}

/** Energy of the mean profile after shearing by `slope`; the more exactly the striae run down, the larger. */
function measureEnergy(bands: Bands, height: number, slope: number): number {
  const width = bands.sums[0].length;
  const sum = new Float64Array(width);
  const count = new Float64Array(width);
  for (let b = 0; b < bands.sums.length; b++) {
    const shift = slope * ((b + 0.5) * BAND_ROWS - height / 2);
    const whole = Math.floor(shift);
    const part = shift - whole;
    const first = Math.max(0, 1 - whole);
    const last = Math.min(width - 1, width - 3 - whole);
    // Cubic (Catmull-Rom): a line between two samples smooths the striae, and slopes that need none would win.
    const w0 = part * (part * (2 - part) - 1) * 0.5;
    const w1 = (part * part * (3 * part - 5) + 2) * 0.5;
    const w2 = part * (part * (4 - 3 * part) + 1) * 0.5;
    const w3 = part * part * (part - 1) * 0.5;
    const sums = bands.sums[b];
    const counts = bands.counts[b];
    for (let x = first; x <= last; x++) {
      const at = x + whole;
      sum[x] += w0 * sums[at - 1] + w1 * sums[at] + w2 * sums[at + 1] + w3 * sums[at + 2];
      count[x] += counts[at] * (1 - part) + counts[at + 1] * part;
    }
  }
  let energy = 0;
  let columns = 0;
  for (let x = 0; x < width; x++) {
    if (count[x] < 0.4 * height) continue;
    energy += (sum[x] / count[x]) ** 2;
    columns++;
  }
  return columns > 0 ? energy / columns : 0;
}

/**
 * Slope of the striae against the columns, columns per row, to about 0.03 degrees: the shear after which the mean of all
 * rows keeps most of its energy. 0 when the surface is too low to tell.
 */
export function findShear(surface: Surface): number {
  const bands = createBands(surface);
  if (bands.sums.length < 3) return 0;
  let best = 0;
  let energy = -1;
  const attempt = (slope: number): void => {
    const reached = measureEnergy(bands, surface.height, slope);
    if (reached > energy) {
      energy = reached;
      best = slope;
    }
  };
  for (let step = -MAX_SLOPE; step <= MAX_SLOPE + 1e-9; step += COARSE_STEP) attempt(step);
  const centre = best;
  for (let step = -COARSE_STEP; step <= COARSE_STEP + 1e-9; step += FINE_STEP) attempt(centre + step);
  return best;
}

/** Shifts each row by `slope` times its distance from the middle row (linear interpolation), so that striae run down. */
export function removeShear(surface: Surface, slope: number): Surface {
  const { width, height, values } = surface;
  const sheared = new Float32Array(values.length).fill(Number.NaN);
  for (let y = 0; y < height; y++) {
    const shift = slope * (y - height / 2);
    const whole = Math.floor(shift);
    const part = shift - whole;
    for (let x = Math.max(0, -whole); x < Math.min(width, width - whole); x++) {
      const at = y * width + x + whole;
      if (part < 1e-6) sheared[y * width + x] = values[at];
      else if (x + whole + 1 < width) sheared[y * width + x] = values[at] * (1 - part) + values[at + 1] * part;
    }
  }
  return { ...surface, values: sheared };
}
