import type { Comparison } from "../../analysis/compare/comparison.ts";
import type { PreparedMark } from "../../analysis/compare/prepared-mark.ts";
import { decodePreparedMark } from "../../analysis/compare/prepared-mark-codec.ts";
import { warpSurface } from "../../analysis/filter/warp-surface.ts";
import { IDENTITY } from "../../analysis/plot/panel.ts";

/** Points a side that a viewer is given at most; more is of no use on a screen and long under way. */
const MAX_SIDE = 512;

export interface AlignedProfile {
  /** Metres (or points) between samples, after B's was stretched to fit A. */
  readonly increment: number;
  /** Where the first sample lies in A's frame. */
  readonly start: number;
  /** NaN where missing. */
  readonly values: Float32Array;
}

/** Two marks in one frame: A's, about its grid centre, x to the right and y down. */
export interface AlignedMarks {
  readonly kind: { readonly a: "topography" | "reflectance"; readonly b: "topography" | "reflectance" };
  readonly scaleKnown: boolean;
  readonly width: number;
  readonly height: number;
  /** Metres between points, or points of the mark where the scale is unknown. */
  readonly increment: number;
  /** Row-major, NaN where missing; as the preparation left them: filtered, in multiples of their RMS. */
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** Striated marks only. */
  readonly profiles: { readonly a: AlignedProfile; readonly b: AlignedProfile } | null;
}

/** Lays the marks of a comparison into one frame by the pose that was found. Errors: NOT_COMPARABLE (bytes of another version). */
export function alignMarks(bytesA: Uint8Array, bytesB: Uint8Array, comparison: Comparison): AlignedMarks {
  const [a, b] = [decodePreparedMark(bytesA), decodePreparedMark(bytesB)];
  const { width, height, incrementX, incrementY } = a.surface;
  const factor = Math.max(1, Math.ceil(Math.max(width, height) / MAX_SIDE));
  const increment = factor * Math.min(incrementX, incrementY);
  const grid = {
    width: Math.max(1, Math.floor((width * incrementX) / increment)),
    height: Math.max(1, Math.floor((height * incrementY) / increment)),
    increment,
  };
  const stretch = comparison.stretch ?? 1;
  // Lands stretch along their profile; an image of estimated scale both ways.
  const stretchY = comparison.segments === null ? stretch : 1;
  const stretched = {
    ...b.surface,
    incrementX: stretch * b.surface.incrementX,
    incrementY: stretchY * b.surface.incrementY,
  };
  return {
    kind: { a: a.surface.kind, b: b.surface.kind },
    scaleKnown: a.scaleKnown && b.scaleKnown,
    ...grid,
    a: warpSurface(a.surface, IDENTITY, grid).values,
    b: warpSurface(stretched, comparison.pose, grid).values,
    profiles: alignProfiles(a, b, comparison.pose.shiftX, stretch),
  };
}

function alignProfiles(a: PreparedMark, b: PreparedMark, shift: number, stretch: number): AlignedMarks["profiles"] {
  if (a.profile === null || b.profile === null) return null;
  const place = (values: Float32Array, increment: number, centre: number): AlignedProfile => {
    return { increment, start: centre - ((values.length - 1) / 2) * increment, values };
  };
  return {
    a: place(a.profile, a.surface.incrementX, 0),
    b: place(b.profile, stretch * b.surface.incrementX, shift),
  };
}
