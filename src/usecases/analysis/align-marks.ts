import type { Comparison } from "../../analysis/compare/comparison.ts";
import type { PreparedMark } from "../../analysis/compare/prepared-mark.ts";
import { decodePreparedMark } from "../../analysis/compare/prepared-mark-codec.ts";
import { warpSurface } from "../../analysis/filter/warp-surface.ts";
import { IDENTITY } from "../../analysis/plot/panel.ts";
import type { Surface } from "../../analysis/surface.ts";

/** Enough for a screen. */
export const SHARED_VIEW: AlignedView = { maxSide: 512, frame: "shared" };

/** How a viewer wants the marks. */
export interface AlignedView {
  /** Points a side at most: a viewer asks for few first, and for what it can show afterwards. */
  readonly maxSide: number;
  /** "shared": B is laid on A's grid. "own": B keeps a grid of its own, stretched and not yet moved, for a viewer that moves it itself. */
  readonly frame: "shared" | "own";
}

interface Grid {
  readonly width: number;
  readonly height: number;
  /** Metres between points, or points of the mark where the scale is unknown. */
  readonly increment: number;
}

export interface AlignedProfile {
  /** Metres (or points) between samples, after B's was stretched to fit A. */
  readonly increment: number;
  /** Where the first sample lies in A's frame. */
  readonly start: number;
  /** NaN where missing. */
  readonly values: Float32Array;
}

/** Two marks about the centres of their grids, x to the right and y down; in one frame, A's, where that was asked for. */
export interface AlignedMarks extends Grid {
  readonly kind: { readonly a: "topography" | "reflectance"; readonly b: "topography" | "reflectance" };
  readonly scaleKnown: boolean;
  /** B's; A's own in one frame. */
  readonly gridB: Grid;
  /** Row-major, NaN where missing; as the preparation left them: filtered, in multiples of their RMS. */
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** Striated marks only. */
  readonly profiles: { readonly a: AlignedProfile; readonly b: AlignedProfile } | null;
}

/** Lays the marks of a comparison into one frame by the pose that was found. Errors: NOT_COMPARABLE (bytes of another version). */
export function alignMarks(
  bytesA: Uint8Array,
  bytesB: Uint8Array,
  comparison: Comparison,
  { maxSide, frame }: AlignedView,
): AlignedMarks {
  const [a, b] = [decodePreparedMark(bytesA), decodePreparedMark(bytesB)];
  const stretch = comparison.stretch ?? 1;
  // Lands stretch along their profile; an image of estimated scale both ways.
  const stretchY = comparison.segments === null ? stretch : 1;
  const stretched = {
    ...b.surface,
    incrementX: stretch * b.surface.incrementX,
    incrementY: stretchY * b.surface.incrementY,
  };
  const gridA = layGrid(a.surface, maxSide);
  const gridB = frame === "shared" ? gridA : layGrid(stretched, maxSide);
  return {
    kind: { a: a.surface.kind, b: b.surface.kind },
    scaleKnown: a.scaleKnown && b.scaleKnown,
    ...gridA,
    gridB,
    a: warpSurface(a.surface, IDENTITY, gridA).values,
    b: warpSurface(stretched, frame === "shared" ? comparison.pose : IDENTITY, gridB).values,
    profiles: alignProfiles(a, b, comparison.pose.shiftX, stretch),
  };
}

/** Square points over the whole surface: its own where they are few enough, every second, third … otherwise. */
function layGrid({ width, height, incrementX, incrementY }: Surface, maxSide: number): Grid {
  const increment = Math.max(1, Math.ceil(Math.max(width, height) / maxSide)) * Math.min(incrementX, incrementY);
  return {
    width: Math.max(1, Math.floor((width * incrementX) / increment)),
    height: Math.max(1, Math.floor((height * incrementY) / increment)),
    increment,
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
