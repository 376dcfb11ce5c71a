/** Everything that segmentation and preparation need to know of a land, found once. */
import { type Consensus, findConsensus, type RowRun } from "../compare/land-consensus.ts";
import { levelLand } from "../compare/land-level.ts";
import { clearOverlays } from "../compare/land-reflectance.ts";
import { findImageShoulders, findTopographyShoulders, type Shoulders } from "../compare/land-shoulders.ts";
import type { Surface } from "../surface.ts";
import { fillRings } from "./fill-rings.ts";
import { findDamage } from "./land-damage.ts";
import { alignLand, carryMask, type LandFrame } from "./land-frame.ts";
import type { OutlinePart, Segmentation } from "./outline.ts";

/** Columns below which there is no land to speak of. */
const LEAST_COLUMNS = 32;
/** A column belongs to a drawn land when at least this share of its data does. */
const DRAWN_SHARE = 0.5;

export interface LandExamination {
  readonly frame: LandFrame;
  /** Null where no land was found; then the rest is null too. */
  readonly shoulders: Shoulders | null;
  /** The land without form and without what is damaged; NaN beyond its shoulders. */
  readonly level: Surface | null;
  readonly consensus: Consensus | null;
  /** Points of the frame's grid marked 1: damaged, painted over or not measured. */
  readonly damage: Uint8Array | null;
}

/** What a person drew, in the frame. */
interface Drawing {
  readonly land: Uint8Array;
  readonly rows: RowRun | null;
}

function fillPart(segmentation: Segmentation, part: OutlinePart, scan: Surface): Uint8Array | null {
  const rings = segmentation.outlines.filter((outline) => outline.part === part).map((outline) => outline.rings);
  if (rings.length === 0) return null;
  const mask = new Uint8Array(scan.values.length);
  for (const one of rings) {
    const filled = fillRings(one, scan);
    for (let i = 0; i < mask.length; i++) mask[i] |= filled[i];
  }
  return mask;
}

/** The rows of the frame that the drawn cross-cut covers over most of the land. */
function readRows(cut: Uint8Array, land: Uint8Array, width: number): RowRun | null {
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < cut.length / width; y++) {
    let inside = 0;
    let both = 0;
    for (let i = y * width; i < (y + 1) * width; i++) {
      inside += land[i];
      both += land[i] & cut[i];
    }
    if (inside === 0 || 2 * both < inside) continue;
    if (top < 0) top = y;
    bottom = y + 1;
  }
  return top < 0 ? null : { top, bottom };
}

/** Shoulders where a person drew them, with the form of what lies between. */
function takeDrawnShoulders(surface: Surface, land: Uint8Array): Shoulders | null {
  const { width, height, values } = surface;
  let left = width;
  let right = 0;
  for (let x = 0; x < width; x++) {
    let present = 0;
    let drawn = 0;
    for (let i = x; i < width * height; i += width) {
      if (Number.isNaN(values[i])) continue;
      present++;
      drawn += land[i];
    }
    if (present === 0 || drawn < DRAWN_SHARE * present) continue;
    left = Math.min(left, x);
    right = x + 1;
  }
  if (right <= left) return null;
  const masked = { ...surface, values: values.map((value, i) => (land[i] === 1 ? value : Number.NaN)) };
  const form = surface.kind === "topography" ? (findTopographyShoulders(masked)?.form ?? null) : null;
  return { left, right, leftFound: true, rightFound: true, form };
}

function clearMarked(surface: Surface, mask: Uint8Array): Surface {
  return { ...surface, values: surface.values.map((value, i) => (mask[i] === 1 ? Number.NaN : value)) };
}

/** Cuts a levelled land to a run of rows. */
function cutRows(level: Surface, rows: RowRun): Surface {
  const values = level.values.map((value, i) => {
    const y = Math.floor(i / level.width);
    return y >= rows.top && y < rows.bottom ? value : Number.NaN;
  });
  return { ...level, values };
}

/**
 * Examines the scan or image of a land: which way its striae run, where the shoulders are, what is damaged, and which rows
 * agree on a profile. With `drawn`, land and damage are where that segmentation has them, and the cross-cut too if it has one.
 */
export function examineLand(scan: Surface, scaleKnown: boolean, drawn: Segmentation | null): LandExamination {
  const cleared = scan.kind === "reflectance" ? clearOverlays(scan) : scan;
  const drawnDamage = drawn && fillPart(drawn, "Damage", scan);
  const sound = drawnDamage ? clearMarked(cleared, drawnDamage) : cleared;
  const frame = alignLand(sound, scaleKnown);
  const { surface } = frame;
  const drawing = drawn && readDrawing(drawn, scan, frame, scaleKnown);
  const nothing = { frame, shoulders: null, level: null, consensus: null, damage: null };
  if (drawn && !drawing) return nothing;
  const shoulders = drawing
    ? takeDrawnShoulders(surface, drawing.land)
    : surface.kind === "topography"
      ? findTopographyShoulders(surface)
      : findImageShoulders(surface);
  if (!shoulders || shoulders.right - shoulders.left < LEAST_COLUMNS) return nothing;

  const first = levelLand(surface, shoulders, scaleKnown);
  if (drawing) {
    const level = drawing.rows ? cutRows(first, drawing.rows) : first;
    const consensus = findConsensus(level);
    const damage = drawnDamage ? carryMask(drawnDamage, scan, frame, scaleKnown) : new Uint8Array(first.values.length);
    return { frame, shoulders, level: first, consensus, damage };
  }
  const damage = findDamage(first, findConsensus(first).profile, shoulders);
  const level = levelLand(clearMarked(surface, damage), shoulders, scaleKnown);
  return { frame, shoulders, level, consensus: findConsensus(level), damage };
}

function readDrawing(drawn: Segmentation, scan: Surface, frame: LandFrame, scaleKnown: boolean): Drawing | null {
  const land = fillPart(drawn, "LandEngravedArea", scan);
  if (!land) return null;
  const carried = carryMask(land, scan, frame, scaleKnown);
  const cut = fillPart(drawn, "CrossCut", scan);
  const rows = cut && readRows(carryMask(cut, scan, frame, scaleKnown), carried, frame.surface.width);
  return { land: carried, rows };
}
