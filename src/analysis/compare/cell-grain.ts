/** How far a texture resembles itself, and so how much of an agreement of two marks chance alone would reach. */
import type { Kernels } from "../kernels/kernels.ts";
import type { SoughtCell } from "./transform-cells.ts";

/** Autocorrelation of a mark within its cells: `values` at lags -reach .. reach each way, 1 in the middle. */
export interface Grain {
  readonly reach: number;
  readonly values: Float32Array;
}

/**
 * Deviations above zero up to which the best of all the poses that a comparison looks at comes by chance: a normal variable
 * exceeds it once in some 30,000 draws, about as many poses as differ within the reach of the registration.
 */
const CHANCE_DEVIATIONS = 4;

/**
 * The mean autocorrelation of the cells, from their spectra (squares of `size` points), the share of a cell that
 * a lag leaves in common divided out. Lags up to half a cell. Null where nothing varies.
 */
export function measureGrain(kernels: Kernels, cells: readonly SoughtCell[], size: number): Grain | null {
  if (cells.length === 0) return null;
  const { side } = cells[0].cell;
  const reach = Math.floor(side / 2);
  return kernels.scope(() => {
    const power = { re: kernels.take(size * size), im: kernels.take(size * size) };
    power.re.fill(0);
    power.im.fill(0);
    for (const { spectrum } of cells) {
      const { re, im } = spectrum;
      for (let i = 0; i < (size / 2 + 1) * size; i++) power.re[i] += re[i] * re[i] + im[i] * im[i];
    }
    // Cells are real: the power at the opposite frequency is the same.
    for (let row = size / 2 + 1; row < size; row++) {
      for (let column = 0; column < size; column++) {
        power.re[row * size + column] = power.re[(size - row) * size + ((size - column) % size)];
      }
    }
    // Even and real: the forward transform is the inverse one, but for a factor that the division takes off.
    kernels.forward(power, size);
    const whole = power.re[0];
    if (!(whole > 0)) return null;
    const width = 2 * reach + 1;
    const values = new Float32Array(width * width);
    for (let y = -reach; y <= reach; y++) {
      for (let x = -reach; x <= reach; x++) {
        const found = power.re[((y + size) % size) * size + ((x + size) % size)];
        const common = (1 - Math.abs(x) / side) * (1 - Math.abs(y) / side);
        values[(y + reach) * width + x + reach] = found / whole / common;
      }
    }
    return { reach, values };
  });
}

/**
 * The correlation that two unrelated marks of these grains, B turned by `angle` into A, reach by chance over `points` common points at
 * the cells' pitch where the best of many poses is taken. Neighbouring points of a texture repeat each other: `points` count as
 * points / sum of rho_A rho_B over all lags (Clifford, Richardson & Hemon 1989), which parallel or wide
 * structures bring down most. At most 1.
 */
export function estimateChance(a: Grain, b: Grain, angle: number, points: number): number {
  const { reach } = a;
  const width = 2 * reach + 1;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let alike = 0;
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      if (x * x + y * y > reach * reach) continue;
      const at = (y + reach) * width + x + reach;
      alike += a.values[at] * readGrain(b, cos * x + sin * y, -sin * x + cos * y);
    }
  }
  return Math.min(1, CHANCE_DEVIATIONS * Math.sqrt(Math.max(1, alike) / Math.max(1, points)));
}

/** Bilinear; a lag within `reach` of the middle. */
function readGrain({ reach, values }: Grain, x: number, y: number): number {
  const width = 2 * reach + 1;
  const left = Math.min(Math.floor(x + reach), 2 * reach - 1);
  const top = Math.min(Math.floor(y + reach), 2 * reach - 1);
  const u = x + reach - left;
  const v = y + reach - top;
  const at = top * width + left;
  const upper = values[at] + u * (values[at + 1] - values[at]);
  const lower = values[at + width] + u * (values[at + width + 1] - values[at + width]);
  return upper + v * (lower - upper);
}
