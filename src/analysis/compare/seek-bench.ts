/** The two marks of one comparison in the memory of the kernels, and room to seek the cells of each in the other. */
import type { BoxedImage, ComplexPlane } from "../kernels/kernels.ts";
import { loadMarkGrid, type MarkGrid } from "../register/mark-grid.ts";
import { turnMark } from "../register/turn-mark.ts";
import type { CellMark, CellWorkshop } from "./cell-mark.ts";
import type { TurnedView } from "./seek-cell.ts";

export interface LoadedMark {
  readonly mark: CellMark;
  readonly fine: MarkGrid;
  readonly middle: MarkGrid;
  /** Of its cells, in their order. */
  readonly spectra: readonly ComplexPlane[];
  /** Room for the mark as seen at two angles. */
  readonly images: readonly [BoxedImage, BoxedImage];
}

export interface SeekBench {
  readonly workshop: CellWorkshop;
  readonly a: LoadedMark;
  readonly b: LoadedMark;
  readonly window: ComplexPlane;
  readonly peaks: Float32Array;
}

/** To be called within a scope of the kernels, whose end it does not outlive. */
export function createSeekBench(a: CellMark, b: CellMark, workshop: CellWorkshop): SeekBench {
  const { kernels, windowSize: size } = workshop;
  const window = { re: kernels.take(size * size), im: kernels.take(size * size) };
  const peaks = kernels.take(3 * size * size);
  return { workshop, a: loadMark(a, workshop, true), b: loadMark(b, workshop, false), window, peaks };
}

function loadMark(mark: CellMark, workshop: CellWorkshop, isQuery: boolean): LoadedMark {
  const { kernels } = workshop;
  const side = mark.cells[0].cell.side;
  // With a cell's side around it every place at which a cell has data under it lies in the image.
  const size = 4 * Math.ceil((2 * (mark.middle.radius / mark.middle.pitch + side + 1)) / 4);
  const createImage = (): BoxedImage => ({
    size,
    values: kernels.take(size * size),
    inverse: kernels.take(size * size),
    counts: kernels.take(size * size),
  });
  return {
    mark,
    fine: loadMarkGrid(kernels, mark.fine),
    middle: loadMarkGrid(kernels, mark.middle),
    spectra: loadSpectra(mark, workshop, isQuery),
    images: [createImage(), createImage()],
  };
}

/** The spectra of a query's cells stay in memory from one candidate to the next. */
function loadSpectra({ cells }: CellMark, { kernels, windowSize }: CellWorkshop, isQuery: boolean): ComplexPlane[] {
  const points = windowSize * windowSize;
  const length = 2 * points * cells.length;
  const fill = (block: Float32Array): void => {
    cells.forEach(({ spectrum }, index) => {
      block.set(spectrum.re, 2 * index * points);
      block.set(spectrum.im, (2 * index + 1) * points);
    });
  };
  let block = isQuery ? kernels.hold("cells", cells, length, fill) : null;
  if (block === null) {
    block = kernels.take(length);
    fill(block);
  }
  const all = block;
  return cells.map((_, index) => {
    const start = 2 * index * points;
    return { re: all.subarray(start, start + points), im: all.subarray(start + points, start + 2 * points) };
  });
}

/** Draws the mark as seen in a frame that is turned by `angle` against it (mark into frame), its centre in the middle. */
export function drawTurned(loaded: LoadedMark, angle: number, image: BoxedImage, workshop: CellWorkshop): TurnedView {
  const { kernels } = workshop;
  turnMark(kernels, loaded.middle, -angle, Number.NaN, image.values, image.size);
  kernels.measureBoxes(image.values, image.size, loaded.mark.cells[0].cell.side, image);
  return { angle, cos: Math.cos(angle), sin: Math.sin(angle), image };
}
