/** A land engraved area as outlines: between its groove shoulders, what of it is damaged, the rows that carry its signature. */
import { findLeastCoherence } from "../compare/land-consensus.ts";
import type { Surface } from "../surface.ts";
import { examineLand, type LandExamination } from "./examine-land.ts";
import { returnPoint } from "./land-frame.ts";
import type { Outline, OutlinePoint, Segmentation } from "./outline.ts";
import { outlineMask } from "./outline-mask.ts";

/** What a segmentation by `segmentLand` says it is by: `prepareLand` finds the same again and needs no outlines of it. */
export const LAND_SEGMENTATION = "land-shoulders";
const METHOD_VERSION = "1.0.0";

/** Confidence in the land by the number of shoulders seen; the scan's border may stand for one, never for both. */
const CONFIDENCE_BY_SHOULDERS = [0.35, 0.7, 0.95] as const;
/** Cross-cuts carry striae beyond doubt where they agree this many times as well as they must. */
const SURE_COHERENCE = 2;
/** Metres: narrower and wider than the lands of .22 with many grooves and of shotgun slugs. */
const LAND_WIDTHS = [0.35e-3, 6e-3] as const;
/** Share of the land from which on damage is worth a remark. */
const MUCH_DAMAGE = 0.15;
/** Samples: outlines of damage follow it this closely, and leave out smaller patches. */
const TOLERANCE = 1.5;
const LEAST_PATCH = 30;
/** Radians of lean worth a remark. */
const LEAN = 0.02;

/**
 * Draws the land as outlines in the scan's own frame (metres, or pixels without a scale, from the grid's centre):
 * LandEngravedArea between both shoulders, CrossCut over the rows whose profiles agree best, Damage where tank rash, pits,
 * particles, drawn lines or missing data hide the striae. The confidence is low where a shoulder or the striae are not seen:
 * below LEAST_CONFIDENCE a person has to draw. Never throws for a surface without a land.
 */
export function segmentLand(surface: Surface, options: { readonly scaleKnown: boolean }): Segmentation {
  const found = examineLand(surface, options.scaleKnown, null);
  const { frame, shoulders, consensus, damage } = found;
  if (!shoulders || !consensus || !damage) {
    return conclude([], 0, ["No land was found: nothing in the scan has the form of one."]);
  }
  const remarks: string[] = [];
  if (frame.transposed)
    remarks.push("The striae run along the rows: the scan's axes are swapped, and were swapped back.");
  const lean = Math.atan(frame.slope);
  if (Math.abs(lean) > LEAN) {
    const way = lean > 0 ? "right" : "left";
    remarks.push(
      `The striae lean ${((Math.abs(lean) * 180) / Math.PI).toFixed(1)} degrees to the ${way} down the rows.`,
    );
  }
  const seen = Number(shoulders.leftFound) + Number(shoulders.rightFound);
  if (!shoulders.leftFound) remarks.push("No groove shoulder is seen on the left: the land ends with the scan there.");
  if (!shoulders.rightFound)
    remarks.push("No groove shoulder is seen on the right: the land ends with the scan there.");

  let land: number = CONFIDENCE_BY_SHOULDERS[seen];
  const width = (shoulders.right - shoulders.left) * frame.surface.incrementX;
  if (options.scaleKnown && (width < LAND_WIDTHS[0] || width > LAND_WIDTHS[1])) {
    land = Math.min(land, 0.2);
    remarks.push(`The land would be ${(width * 1e3).toFixed(2)} mm wide, which no rifling has.`);
  }
  const striated = Math.max(0, Math.min(1, consensus.coherence / (SURE_COHERENCE * findLeastCoherence(consensus))));
  if (striated < 0.5) remarks.push("Hardly any striae run through the land: its cross-cuts do not agree.");
  const share = measureShare(found, damage);
  if (share > MUCH_DAMAGE) remarks.push(`${Math.round(100 * share)} % of the land is damaged or was not measured.`);

  const outlines: Outline[] = [
    { part: "LandEngravedArea", rings: [drawRows(found, 0, frame.surface.height)], confidence: land },
  ];
  const { top, bottom } = consensus.bestCut;
  if (bottom > top) outlines.push({ part: "CrossCut", rings: [drawRows(found, top, bottom)], confidence: striated });
  const patches = drawDamage(found, damage);
  if (patches.length > 0) outlines.push({ part: "Damage", rings: patches, confidence: 0.7 });
  return conclude(outlines, Math.min(land, striated), remarks);
}

function conclude(outlines: readonly Outline[], confidence: number, remarks: readonly string[]): Segmentation {
  return { method: LAND_SEGMENTATION, methodVersion: METHOD_VERSION, outlines, confidence, remarks };
}

function measureShare({ shoulders, frame }: LandExamination, damage: Uint8Array): number {
  if (!shoulders) return 0;
  let sum = 0;
  for (const marked of damage) sum += marked;
  return sum / ((shoulders.right - shoulders.left) * frame.surface.height);
}

/** The land between two rows of the frame, as a ring in the scan. */
function drawRows({ frame, shoulders }: LandExamination, top: number, bottom: number): OutlinePoint[] {
  const { width, height, incrementX, incrementY } = frame.surface;
  const left = ((shoulders?.left ?? 0) - width / 2) * incrementX;
  const right = ((shoulders?.right ?? 0) - width / 2) * incrementX;
  const upper = (top - height / 2) * incrementY;
  const lower = (bottom - height / 2) * incrementY;
  return [
    { x: left, y: upper },
    { x: right, y: upper },
    { x: right, y: lower },
    { x: left, y: lower },
  ].map((point) => returnPoint(frame, point));
}

function drawDamage({ frame }: LandExamination, damage: Uint8Array): OutlinePoint[][] {
  const { incrementX, incrementY } = frame.surface;
  const least = LEAST_PATCH * incrementX * incrementY;
  const rings = outlineMask(damage, frame.surface, TOLERANCE * incrementX, least);
  return rings.map((ring) => ring.map((point) => returnPoint(frame, point)));
}
