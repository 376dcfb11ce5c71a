/** The frame in which a land is examined: striae down the rows, square points, and the way back to the scan. */

import { findShear, isTransposed, removeShear, transposeSurface } from "../compare/land-orientation.ts";
import { fillBytes, fillFloats } from "../filter/fill-values.ts";
import { resampleSurface } from "../filter/resample-surface.ts";
import type { Surface } from "../surface.ts";
import type { OutlinePoint } from "./outline.ts";

/** Metres between samples where the scale is known: two samples to the shortest stria kept by the signature method. */
const LAND_PITCH = 2.5e-6;

export interface LandFrame {
  /** The scan in this frame. */
  readonly surface: Surface;
  /** True where the scan has the striae along its rows: its axes were swapped and are swapped back here. */
  readonly transposed: boolean;
  /** Columns per row by which the striae leaned. */
  readonly slope: number;
}

function straighten(scan: Surface, transposed: boolean, slope: number | null, scaleKnown: boolean) {
  let surface = transposed ? transposeSurface(scan) : scan;
  if (scaleKnown) surface = resampleSurface(surface, LAND_PITCH);
  const lean = slope ?? findShear(surface);
  return { surface: removeShear(surface, lean), transposed, slope: lean };
}

/** Finds which way the striae run and makes them run down the rows; resamples to 2.5 um where the scale is known. */
export function alignLand(scan: Surface, scaleKnown: boolean): LandFrame {
  return straighten(scan, isTransposed(scan), null, scaleKnown);
}

/** Brings a mask of the scan's grid into the frame: 1 where most of the place is marked. */
export function carryMask(mask: Uint8Array, scan: Surface, frame: LandFrame, scaleKnown: boolean): Uint8Array {
  const values = fillFloats(mask.length, (at) => (mask[at] === 1 ? 1 : Number.NaN));
  const carried = straighten({ ...scan, values }, frame.transposed, frame.slope, scaleKnown).surface.values;
  return fillBytes(carried.length, (at) => (Number.isNaN(carried[at]) ? 0 : 1));
}

/** Brings a point of the frame (from its grid's centre) back to the scan. */
export function returnPoint(frame: LandFrame, { x, y }: OutlinePoint): OutlinePoint {
  const { incrementX, incrementY } = frame.surface;
  // `removeShear` turns about half the height, half a row beside the grid's centre.
  const back = { x: x + frame.slope * (y / incrementY - 0.5) * incrementX, y };
  return frame.transposed ? { x: back.y, y: back.x } : back;
}
