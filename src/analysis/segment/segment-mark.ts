import { selectNth } from "../filter/select-nth.ts";
import type { Surface } from "../surface.ts";
import { findImpression } from "./find-impression.ts";
import { findPrimer } from "./find-primer.ts";
import { type HeadView, viewHead } from "./head-view.ts";
import { judgePrimer } from "./judge-primer.ts";
import { LEAST_CONFIDENCE, type OutlinePart, type Segmentation } from "./outline.ts";
import { outlineData } from "./outline-data.ts";
import { type CaseHead, measureSlopes, segmentCaseHead } from "./segment-case-head.ts";
import { segmentImage } from "./segment-in-image.ts";
import { segmentLand } from "./segment-land.ts";

/** Name and version that a segmentation of a topography by `segmentMark` carries. */
const METHOD = "case-head-levels";
const METHOD_VERSION = "1.0.0";

/** The part whose outline a comparison of this region needs. */
export const PART_OF_REGION = {
  BreechFace: "BreechFace",
  FiringPinImpression: "FiringPinImpression",
  LEA: "LandEngravedArea",
} as const satisfies Record<string, OutlinePart>;

export type SegmentedRegion = keyof typeof PART_OF_REGION;

/** Metres. A scan with data farther apart than this shows more than the mark (a small primer measures 4.45 mm). */
const LARGEST_MARK = { BreechFace: 5.6e-3, FiringPinImpression: 3.2e-3 } as const;
/** Heights between the 2nd and the 98th hundredth beyond this share of the scan's side are levels, not a mark: 72 um of 4 mm. */
const LEVELS = 0.018;
/** Confidence where a primer is seen without its gap. */
const PRIMER_ALONE = 0.7;
/** Confidence of an outline around data that are hardly the mark alone. */
const DOUBTFUL = 0.2;

const ASK = {
  BreechFace: "Draw the breech face: the primer's flat face without firing-pin impression, flow-back and rounded edge.",
  FiringPinImpression: "Draw the firing-pin impression: its floor and flanks, without the breech face around it.",
} as const;

/**
 * Draws the parts of a scan or image of `region` as outlines. A whole case head is taken apart by its levels; a scan of the mark
 * alone keeps its data's own outline. A confidence below `LEAST_CONFIDENCE` means that a person has to draw the part; the
 * remarks say what was seen. Never throws for a surface without a mark: its confidence is then low.
 * @param options scaleKnown: false for an image whose increments are pixels
 */
export function segmentMark(
  surface: Surface,
  region: SegmentedRegion,
  options: { readonly scaleKnown: boolean },
): Segmentation {
  if (region !== "LEA" && surface.kind === "reflectance") return segmentImage(surface, region, options);
  if (region === "LEA") return segmentLand(surface, options);
  const view = viewHead(surface);
  if (!view.values.some((z) => !Number.isNaN(z))) return keepWhole(surface, region, 0, []);
  const range = measureRange(view);
  const flat = range < LEVELS * 0.25 * Math.max(view.width, view.height) * view.pitch;
  const primer = flat && !isFilled(view) ? null : findPrimer(view);
  if (primer !== null) {
    const head = segmentCaseHead(view, primer);
    const judgement = judgePrimer(2 * primer.radius * view.pitch);
    return concludeHead(
      head,
      region,
      options.scaleKnown && !judgement.plausible ? 0 : primer.confidence,
      judgement.remark,
    );
  }
  return segmentWithoutPrimer(surface, view, region, range);
}

/** What a scan is in which no primer's gap was found: the mark alone, a primer alone, or something that a person has to look at. */
function segmentWithoutPrimer(
  surface: Surface,
  view: HeadView,
  region: keyof typeof LARGEST_MARK,
  range: number,
): Segmentation {
  const data = measureData(view);
  const extent = 2 * data.radius * view.pitch;
  const millimetres = (extent * 1e3).toFixed(1);
  const levels = range > LEVELS * extent;
  const impressionAlone = region === "FiringPinImpression" && extent <= LARGEST_MARK.FiringPinImpression;
  if (impressionAlone || (region === "BreechFace" && extent <= LARGEST_MARK.BreechFace && !levels)) {
    return keepWhole(surface, region, 1, ["The scan shows the mark alone: the outline is that of its data."]);
  }
  const primer = { ...data, confidence: PRIMER_ALONE };
  if (extent <= LARGEST_MARK.BreechFace && findImpression(view, measureSlopes(view, data.radius), data) !== null) {
    const remark = "The scan shows a primer without the gap around it: its outline is that of the data.";
    return concludeHead(segmentCaseHead(view, primer), region, PRIMER_ALONE, remark);
  }
  const seen = levels
    ? `The scan shows levels ${Math.round(range * 1e6)} um apart over ${millimetres} mm, but no closed gap around a round primer.`
    : `The scan reaches over ${millimetres} mm, more than the mark alone, and no gap around a primer is seen.`;
  return keepWhole(surface, region, DOUBTFUL, [seen, ASK[region]]);
}

function concludeHead(
  head: CaseHead,
  region: keyof typeof LARGEST_MARK,
  confidence: number,
  judgement: string,
): Segmentation {
  const part = head.outlines.find((outline) => outline.part === PART_OF_REGION[region]);
  const sure = part === undefined ? 0 : Math.min(confidence, part.confidence);
  return {
    method: METHOD,
    methodVersion: METHOD_VERSION,
    outlines: head.outlines,
    confidence: sure,
    remarks: [judgement, ...head.remarks, ...(sure < LEAST_CONFIDENCE ? [ASK[region]] : [])],
  };
}

/** The data's own outline as the part that the region needs. */
function keepWhole(
  surface: Surface,
  region: SegmentedRegion,
  confidence: number,
  remarks: readonly string[],
): Segmentation {
  const rings = outlineData(surface);
  const empty = rings.length === 0;
  return {
    method: METHOD,
    methodVersion: METHOD_VERSION,
    outlines: empty ? [] : [{ part: PART_OF_REGION[region], rings, confidence }],
    confidence: empty ? 0 : confidence,
    remarks: empty ? ["The scan has no data."] : remarks,
  };
}

/** The middle of the box around the data and half of its longer side, in points. */
function measureData({ width, values }: HeadView): { x: number; y: number; radius: number } {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  values.forEach((z, at) => {
    if (Number.isNaN(z)) return;
    const x = at % width;
    const y = (at - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  return { x: (left + right) / 2, y: (top + bottom) / 2, radius: (Math.max(right - left, bottom - top) + 1) / 2 };
}

function measureRange({ values }: HeadView): number {
  const finite = values.filter((z) => !Number.isNaN(z));
  const high = selectNth(finite, Math.floor(0.98 * (finite.length - 1)));
  return high - selectNth(finite, Math.floor(0.02 * (finite.length - 1)));
}

/** A flat scan may still be a head whose gap has no data, if data lie on all sides of it. */
function isFilled({ values }: HeadView): boolean {
  let count = 0;
  for (const z of values) if (!Number.isNaN(z)) count++;
  return count > 0.6 * values.length;
}
