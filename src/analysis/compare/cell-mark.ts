/** One prepared mark with all that its comparisons need, made once. */

import { chooseFourierLength } from "../register/fourier-plan.ts";
import { createFourierPlane, type FourierPlane } from "../register/fourier-plane.ts";
import { createMarkGrid, halveMarkGrid, type MarkGrid } from "../register/mark-grid.ts";
import type { Surface } from "../surface.ts";
import { type Cell, layCells } from "./cell.ts";
import type { CellMethod } from "./cell-method.ts";
import { createSeekBench, type SeekBench, type SoughtCell, transformCell } from "./seek-cell.ts";

export interface CellMark {
  /** At the prepared pitch, at twice it (cells are sought there) and at four times it (registration). */
  readonly fine: MarkGrid;
  readonly middle: MarkGrid;
  readonly coarse: MarkGrid;
  readonly cells: readonly SoughtCell[];
  /** The same cells on the fine grid. */
  readonly fineCells: readonly Cell[];
  /** Nothing in it varies: there is no mark to compare. */
  readonly flat: boolean;
}

/** Memory and transforms that all comparisons of one method share; not for two threads at once. */
export interface CellWorkshop {
  readonly method: CellMethod;
  readonly plane: FourierPlane;
  readonly bench: SeekBench;
  /** Search reach in points of the middle grid. */
  readonly reach: number;
}

export function createCellWorkshop(method: CellMethod): CellWorkshop {
  const pitch = method.pitch * 2;
  const reach = Math.ceil(method.searchReach / pitch);
  const plane = createFourierPlane(chooseFourierLength(Math.round(method.cellSize / pitch) + 2 * reach));
  return { method, plane, bench: createSeekBench(plane), reach };
}

/** Null when the surface has no data at all. */
export function createCellMark(surface: Surface, workshop: CellWorkshop): CellMark | null {
  const { method, plane } = workshop;
  const fine = createMarkGrid(surface);
  if (fine === null) return null;
  const middle = halveMarkGrid(fine);
  const coarse = halveMarkGrid(middle);
  const laid = layCells(middle, method.cellSize, method.leastFill);
  const cells = laid.map((cell) => transformCell(middle, cell, plane));
  const fineCells = laid.map((cell) => ({
    ...cell,
    // Middle point [1 + k] covers fine points [2k, 2k + 1].
    left: 2 * (cell.left - 1),
    top: 2 * (cell.top - 1),
    side: 2 * cell.side,
    count: 4 * cell.count,
  }));
  const flat = cells.every(({ norm }) => norm < 1e-6);
  return { fine, middle, coarse, cells, fineCells, flat };
}
