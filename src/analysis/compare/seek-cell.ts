/** Where, about a registered pose, does one cell of a mark lie in the other? By Fourier transform, two angles a transform. */
import { poseThrough } from "../register/pose.ts";
import type { Pose } from "../surface.ts";
import type { LoadedMark, SeekBench } from "./seek-bench.ts";

export interface CellPlace {
  /** The other mark into the cell's own, through this place. */
  readonly pose: Pose;
  readonly correlation: number;
}

/** A place in the frame of one turned image. */
export interface FramedPlace {
  /** Points off the expected place. */
  readonly offX: number;
  readonly offY: number;
  readonly value: number;
  readonly pose: Pose;
}

/** A cell needs this share of its own data common with the other scan to be heard. */
export const LEAST_COMMON = 0.5;
/** Correlations up to this are not worth keeping. */
const FLOOR = 0.05;
/** Points: places nearer than this are one place. */
const APART = 3;

/**
 * Adds the places of cell `index` of `own` near where `pose` (other into own) expects it, at the two angles (other into own) at which
 * the other's images are drawn. Correlations are near the masked ones: the window's energy is that of its data under the
 * cell's square.
 */
export function seekCell(
  bench: SeekBench,
  own: LoadedMark,
  other: LoadedMark,
  index: number,
  expected: { readonly x: number; readonly y: number },
  angles: readonly [number, number],
  found: FramedPlace[],
): void {
  const { workshop, window, peaks } = bench;
  const { kernels, reach, windowSize } = workshop;
  const { cell, norm } = own.mark.cells[index];
  const { middle, images } = other;
  if (norm === 0) return;
  const dx = (expected.x - middle.centreX) / middle.pitch;
  const dy = (expected.y - middle.centreY) / middle.pitch;
  // Farther out no place within reach has data under the cell.
  if (Math.hypot(dx, dy) > middle.radius / middle.pitch + Math.SQRT2 * (reach + cell.side / 2)) return;
  const corners = angles.map((angle, k) => {
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const x = cos * dx - sin * dy + images[k].size / 2;
    const y = sin * dx + cos * dy + images[k].size / 2;
    const offset = (cell.side - 1) / 2 + reach;
    const left = Math.round(x - offset);
    const top = Math.round(y - offset);
    kernels.cutWindow(images[k], left, top, k === 0 ? window.re : window.im, windowSize);
    return { angle, cos, sin, left, top, x: left + offset - reach - x, y: top + offset - reach - y };
  });
  kernels.forward(window, windowSize);
  const span = 2 * reach + 1;
  const columns = { first: 0, count: 4 * Math.ceil(span / 4) };
  kernels.correlate(window, window, own.spectra[index], windowSize, columns);
  const settings = { span, scale: 1 / norm, least: LEAST_COMMON * cell.count, floor: FLOOR };
  corners.forEach((corner, k) => {
    const map = k === 0 ? window.re : window.im;
    const count = kernels.findCellPeaks(map, columns.count, images[k], corner.left, corner.top, settings, peaks);
    for (let i = 0; i < 3 * count; i += 3) {
      const offX = peaks[i] + corner.x;
      const offY = peaks[i + 1] + corner.y;
      const { angle, cos, sin } = corner;
      // The lag moves the cell within the image, whose axes are the cell's own.
      const x = expected.x + (cos * offX + sin * offY) * middle.pitch;
      const y = expected.y + (-sin * offX + cos * offY) * middle.pitch;
      found.push({ offX, offY, value: peaks[i + 2], pose: poseThrough(angle, x, y, cell.x, cell.y) });
    }
  });
}

/** The best `most` places, best first; places less than 3 points apart count once. */
export function keepBestPlaces(found: FramedPlace[], most: number): CellPlace[] {
  found.sort((p, q) => q.value - p.value);
  const kept: FramedPlace[] = [];
  for (const place of found) {
    if (kept.some((other) => Math.hypot(place.offX - other.offX, place.offY - other.offY) < APART)) continue;
    kept.push(place);
    if (kept.length === most) break;
  }
  return kept.map(({ pose, value }) => ({ pose, correlation: value }));
}
