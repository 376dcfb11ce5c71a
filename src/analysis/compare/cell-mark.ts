/** One prepared mark with all that its comparisons need, made once. */

import { chooseFourierLength } from "../kernels/fourier-length.ts";
import type { Kernels } from "../kernels/kernels.ts";
import { createMarkGrid, halveMarkGrid, type MarkGrid } from "../register/mark-grid.ts";
import type { Surface } from "../surface.ts";
import { type Cell, layCells } from "./cell.ts";
import { type Grain, measureGrain } from "./cell-grain.ts";
import type { CellMethod } from "./cell-method.ts";
import { type SoughtCell, transformCells } from "./transform-cells.ts";

export interface CellMark {
  /** At the prepared pitch, at twice it (cells are sought there) and at four times it (registration). */
  readonly fine: MarkGrid;
  readonly middle: MarkGrid;
  readonly coarse: MarkGrid;
  readonly cells: readonly SoughtCell[];
  /** The same cells on the fine grid. */
  readonly fineCells: readonly Cell[];
  /** How its texture resembles itself, at the pitch of the middle grid; null where nothing in it varies. */
  readonly grain: Grain | null;
  /** Its relief is as fine as an instrument's noise: nothing in it is wide enough for a toolmark. */
  readonly noisy: boolean;
}

/** What all comparisons of one method share; not for two threads at once. */
export interface CellWorkshop {
  readonly method: CellMethod;
  readonly kernels: Kernels;
  /** Side of the window in which a cell is sought, and the reach each way, in points of the middle grid. */
  readonly windowSize: number;
  readonly reach: number;
}

export function createCellWorkshop(method: CellMethod, kernels: Kernels): CellWorkshop {
  const pitch = method.pitch * 2;
  const reach = Math.ceil(method.searchReach / pitch);
  return { method, kernels, windowSize: chooseFourierLength(Math.round(method.cellSize / pitch) + 2 * reach), reach };
}

/**
 * The share of the power at two pitches that a mark keeps at four. Noise without any correlation, brought into the band, keeps .24; the marks
 * of the Weller study .56 and more, whole or halved, simulated ones .68.
 */
const LEAST_COARSE = 0.4;

/** Null when the surface has no data at all. */
export function createCellMark(surface: Surface, workshop: CellWorkshop): CellMark | null {
  const { method, kernels, windowSize } = workshop;
  const fine = createMarkGrid(surface);
  if (fine === null) return null;
  const middle = halveMarkGrid(fine);
  const coarse = halveMarkGrid(middle);
  const laid = layCells(middle, method.cellSize, method.leastFill);
  const cells = transformCells(kernels, middle, laid, windowSize);
  const fineCells = laid.map((cell) => ({
    ...cell,
    // Middle point [1 + k] covers fine points [2k, 2k + 1].
    left: 2 * (cell.left - 1),
    top: 2 * (cell.top - 1),
    side: 2 * cell.side,
    count: 4 * cell.count,
  }));
  const varies = cells.some(({ norm }) => norm >= 1e-6);
  const grain = varies ? measureGrain(kernels, cells, windowSize) : null;
  const noisy = varies && measurePower(coarse) < LEAST_COARSE * measurePower(middle);
  return { fine, middle, coarse, cells, fineCells, grain, noisy };
}

/** Mean square of the data. */
function measurePower({ values, count }: MarkGrid): number {
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += value * value;
  return squares / Math.max(1, count);
}
