import { levelSurface } from "../filter/level-surface.ts";
import { resampleSurface } from "../filter/resample-surface.ts";
import type { Surface } from "../surface.ts";

/** Points along the longer side of the grid on which a case head's parts are sought: 20 um of a 5.6 mm scan. */
const POINTS = 280;

/**
 * A scan as its parts are sought: square points, levelled by a robust plane. Places are points of this grid, so that a wrong
 * scale hides no primer; only heights and the pitch are metres.
 */
export interface HeadView {
  readonly width: number;
  readonly height: number;
  readonly pitch: number;
  readonly values: Float32Array;
  readonly surface: Surface;
}

/** A circle in points of the view: its centre from the first point's centre. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export function viewHead(surface: Surface): HeadView {
  const extent = Math.max(surface.width * surface.incrementX, surface.height * surface.incrementY);
  const finest = Math.max(surface.incrementX, surface.incrementY);
  const pitch = Math.max(finest, extent / POINTS);
  const level = levelSurface(resampleSurface(surface, pitch), 1);
  return { width: level.width, height: level.height, pitch, values: level.values, surface: level };
}

/** Height at the nearest point; NaN outside the view. */
export function readHeight(view: Pick<HeadView, "width" | "height" | "values">, x: number, y: number): number {
  const column = Math.round(x);
  const row = Math.round(y);
  if (column < 0 || row < 0 || column >= view.width || row >= view.height) return Number.NaN;
  return view.values[row * view.width + column];
}

/** The middle value, NaN without any; sorts its argument. */
export function takeMedian(values: number[]): number {
  values.sort((a, b) => a - b);
  return values.length > 0 ? values[values.length >> 1] : Number.NaN;
}
