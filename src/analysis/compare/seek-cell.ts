/** Where, about a registered pose, does one cell of a mark lie in the other? By Fourier transform, two angles a transform. */
import type { BoxedImage } from "../kernels/kernels.ts";
import { wrapAngle } from "../register/pose.ts";
import type { CellVote } from "./find-consensus.ts";
import type { LoadedMark, SeekBench } from "./seek-bench.ts";

/** A cell needs this share of its own data common with the other scan to be heard. */
export const LEAST_COMMON = 0.5;
/** Correlations up to this are not worth keeping. */
const FLOOR = 0.05;
/** Points: places nearer than this are one place. */
const APART = 3;

/** The other mark drawn at one angle (other into own). */
export interface TurnedView {
  readonly angle: number;
  readonly cos: number;
  readonly sin: number;
  readonly image: BoxedImage;
}

/** The places at which one cell was found, in plain numbers: there are dozens, and few are kept. */
export interface PlaceList {
  /** Four numbers a place: points off the expected one across and down the turned image, correlation, number of the view. */
  readonly numbers: number[];
  readonly views: TurnedView[];
}

/**
 * Adds the places of cell `index` of `own` near where it is expected (metres in the other), as seen at two angles. Correlations are
 * near the masked ones: the window's energy is that of its data under the cell's square.
 */
export function seekCell(
  bench: SeekBench,
  own: LoadedMark,
  other: LoadedMark,
  index: number,
  expected: { readonly x: number; readonly y: number },
  views: readonly [TurnedView, TurnedView],
  places: PlaceList,
): void {
  const { workshop, window, peaks } = bench;
  const { kernels, reach, windowSize } = workshop;
  const { cell, norm } = own.mark.cells[index];
  const { middle } = other;
  if (norm === 0) return;
  const dx = (expected.x - middle.centreX) / middle.pitch;
  const dy = (expected.y - middle.centreY) / middle.pitch;
  // Farther out no place within reach has data under the cell.
  if (Math.hypot(dx, dy) > middle.radius / middle.pitch + Math.SQRT2 * (reach + cell.side / 2)) return;
  const half = (cell.side - 1) / 2;
  const [first, second] = views;
  const x1 = first.cos * dx - first.sin * dy + first.image.size / 2 - half;
  const y1 = first.sin * dx + first.cos * dy + first.image.size / 2 - half;
  const x2 = second.cos * dx - second.sin * dy + second.image.size / 2 - half;
  const y2 = second.sin * dx + second.cos * dy + second.image.size / 2 - half;
  const left1 = Math.round(x1) - reach;
  const top1 = Math.round(y1) - reach;
  const left2 = Math.round(x2) - reach;
  const top2 = Math.round(y2) - reach;
  kernels.cutWindow(first.image, left1, top1, window.re, windowSize);
  kernels.cutWindow(second.image, left2, top2, window.im, windowSize);
  kernels.forward(window, windowSize);
  const span = 2 * reach + 1;
  const columns = { first: 0, count: 4 * Math.ceil(span / 4) };
  kernels.correlate(window, window, own.spectra[index], windowSize, columns);
  const settings = { span, scale: 1 / norm, least: LEAST_COMMON * cell.count, floor: FLOOR };
  const { numbers } = places;
  const collect = (view: TurnedView, map: Float32Array, left: number, top: number, x: number, y: number): void => {
    const count = kernels.findCellPeaks(map, columns.count, view.image, left, top, settings, peaks);
    const number = places.views.push(view) - 1;
    for (let i = 0; i < 3 * count; i += 3) {
      numbers.push(peaks[i] + (left - x), peaks[i + 1] + (top - y), peaks[i + 2], number);
    }
  };
  collect(first, window.re, left1, top1, x1, y1);
  collect(second, window.im, left2, top2, x2, y2);
}

/**
 * The best `most` places as votes of cell `index`, as if its own mark were A, best first; places less than 3 points apart count once.
 */
export function keepBestPlaces(
  { numbers, views }: PlaceList,
  most: number,
  own: LoadedMark,
  other: LoadedMark,
  index: number,
  expected: { readonly x: number; readonly y: number },
): CellVote[] {
  const { x: ax, y: ay } = own.mark.cells[index].cell;
  const { pitch } = other.middle;
  const kept: CellVote[] = [];
  while (kept.length < most) {
    let best = -1;
    let value = 0;
    for (let i = 0; i < numbers.length; i += 4) {
      if (numbers[i + 2] <= value) continue;
      best = i;
      value = numbers[i + 2];
    }
    if (best < 0) break;
    const offX = numbers[best];
    const offY = numbers[best + 1];
    const { angle, cos, sin } = views[numbers[best + 3]];
    // The lag moves the cell within the image, whose axes are the cell's own.
    const bx = expected.x + (cos * offX + sin * offY) * pitch;
    const by = expected.y + (-sin * offX + cos * offY) * pitch;
    kept.push({ ax, ay, bx, by, angle: wrapAngle(angle), correlation: value });
    for (let i = 0; i < numbers.length; i += 4) {
      const [acrossX, acrossY] = [numbers[i] - offX, numbers[i + 1] - offY];
      if (acrossX * acrossX + acrossY * acrossY < APART * APART) numbers[i + 2] = 0;
    }
  }
  return kept;
}
