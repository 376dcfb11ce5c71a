/** The parts of a case head in a 2D image, under a ring light, a light from one side, or as photographed. */
import type { Surface } from "../surface.ts";
import type { ImageCircle } from "./find-circle-in-image.ts";
import { type CaseHeadRings, findRings, rateEdge, rateFlat, rateImpression } from "./find-rings-in-image.ts";
import { measurePrimer, SMALL_PRIMER } from "./measure-primer-in-image.ts";
import type { Outline, OutlinePart, OutlinePoint, Segmentation } from "./outline.ts";
import { outlineData } from "./outline-data.ts";

const IMAGE_SEGMENT_METHOD = "case-head-rings";
const IMAGE_SEGMENT_METHOD_VERSION = "1.0.0";

/** Corners of a drawn circle. */
const CORNERS = 72;
/** The flat's border is ragged and its rounded edge carries no mark: this share of the radius is left out. */
const FLAT_INSET = 0.04;
/** The aperture's edge itself is no breech face. */
const APERTURE_MARGIN = 1.04;
/** An aperture's mark is often worn or sheared on one side; below this share of its arcs it is not drawn. */
const LEAST_APERTURE_SUPPORT = 0.6;
/** What remains of the confidence where no edge is seen around the flat: a button or a coin may be flat and round. */
const WITHOUT_EDGE = 0.6;
/**
 * Radius of the next edge over that of the flat: up to here it is the primer's own; beyond, the mouth of the primer pocket, and
 * the primer's edge lies unseen between the two. Flats of fired pistol primers measure .8 to .95 of the primer.
 */
const LARGEST_PRIMER_RATIO = 1.28;
const TYPICAL_PRIMER_RATIO = 1.15;
/** Head of a 9 mm case over its primer: 9.96 mm over 4.45 mm. */
const HEAD_RATIO = 2.2;
/** An image that misses this share of its pixels was cut to its mark before. */
const CUT_SHARE = 0.02;

/**
 * Draws the parts of a case head in an image of `region`. An image whose surroundings are missing (transparent) shows the mark
 * alone, and its outline is kept. Outlines are in the increments' unit: pixels where the image has no scale. Never throws for an image
 * without a case head: the confidence is then below LEAST_CONFIDENCE and the remarks say what was not found.
 */
export function segmentImage(
  surface: Surface,
  region: "BreechFace" | "FiringPinImpression",
  options: { readonly scaleKnown: boolean },
): Segmentation {
  const segmentation = outlineRings(surface, region, seekRings(surface));
  const remark = options.scaleKnown ? null : describeScale(segmentation);
  return remark === null ? segmentation : { ...segmentation, remarks: [...segmentation.remarks, remark] };
}

/** Says what an image's unknown scale is taken for. */
function describeScale(segmentation: Segmentation): string {
  const diameter = measurePrimer(segmentation);
  if (diameter === null) return "No primer tells the scale of the image; state its micrometres per pixel.";
  const pixel = ((MICROMETRES * SMALL_PRIMER) / diameter).toFixed(2);
  return `The scale is estimated from the primer, taken as a small one of 4.445 mm: ${pixel} um per pixel.`;
}

/** The rings of a whole case head; "cut" for an image that was cut to its mark before, null where none are found. */
export function seekRings(surface: Surface): CaseHeadRings | "cut" | null {
  const missing = surface.values.reduce((count, value) => (Number.isNaN(value) ? count + 1 : count), 0);
  return missing > CUT_SHARE * surface.values.length ? "cut" : findRings(surface);
}

/** What `segmentImage` draws, from rings that were sought before. */
export function outlineRings(
  surface: Surface,
  region: "BreechFace" | "FiringPinImpression",
  rings: CaseHeadRings | "cut" | null,
): Segmentation {
  if (rings === "cut") return keepMask(surface, region);
  if (rings === null) return conclude([], 0, ["No round edge was found that could be the primer's."]);
  return describeRings(rings, surface, region);
}

function describeRings(
  rings: CaseHeadRings,
  surface: Surface,
  region: "BreechFace" | "FiringPinImpression",
): Segmentation {
  const { flat, impression } = rings;
  const remarks: string[] = [];
  const flatConfidence = rateFlat(flat);
  const impressionConfidence = impression === null ? 0 : rateImpression(impression);
  if (flatConfidence < SURE) remarks.push("The edge of the primer's flat part is seen on a part of its circle only.");
  if (impressionConfidence < SURE) remarks.push("No firing-pin impression was found within the primer.");
  const { circle: primer, confidence: edgeConfidence, remark } = placePrimer(rings);
  if (remark !== null) remarks.push(remark);

  const outlines: Outline[] = [];
  const draw = (part: OutlinePart, circles: readonly Disc[], confidence: number): void => {
    outlines.push({ part, rings: circles.map((circle) => drawCircle(circle, surface)), confidence });
  };
  draw("Primer", [primer], Math.min(flatConfidence, edgeConfidence));
  // Without a pit it may be any disc, or a primer never struck.
  const found = Math.min(flatConfidence, impressionConfidence);
  const confidence = found * (WITHOUT_EDGE + (1 - WITHOUT_EDGE) * Math.min(1, 2 * edgeConfidence));
  const aperture = placeAperture(rings);
  const face: Disc = { ...flat, radius: flat.radius * (1 - FLAT_INSET) };
  draw("BreechFace", aperture === null ? [face] : [face, aperture], confidence);
  if (impression !== null) draw("FiringPinImpression", [impression], impressionConfidence * flatConfidence);
  if (rings.aperture !== null && isApertureSeen(rings.aperture)) {
    draw("Aperture", [rings.aperture], rings.aperture.support);
  } else
    remarks.push("No mark of the aperture's edge was found; the breech-face mark is taken to begin at the impression.");
  const headstamp = placeHeadstamp(rings, primer, surface);
  if (headstamp === null) remarks.push("Too little of the head around the primer is in the image to show a headstamp.");
  else draw("Headstamp", headstamp.circles, headstamp.share);
  return conclude(outlines, region === "BreechFace" ? confidence : Math.min(confidence, impressionConfidence), remarks);
}

/** From here on a ring counts as found. */
const SURE = 0.5;

const MICROMETRES = 1e6;

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The primer's own edge, or where it must be, with the confidence that an edge is seen there at all. */
function placePrimer({ flat, outer }: CaseHeadRings): { circle: Disc; confidence: number; remark: string | null } {
  if (outer === null) {
    const circle = { ...flat, radius: flat.radius * TYPICAL_PRIMER_RATIO };
    return { circle, confidence: 0, remark: "The primer's edge is not seen; it was set from its flat part." };
  }
  const seen = rateEdge(outer);
  if (outer.radius <= LARGEST_PRIMER_RATIO * flat.radius) return { circle: outer, confidence: seen, remark: null };
  const circle = {
    x: (flat.x + outer.x) / 2,
    y: (flat.y + outer.y) / 2,
    radius: Math.sqrt(flat.radius * outer.radius),
  };
  const remark =
    "The primer's edge lies in the dark between its flat part and the mouth of its pocket; it was set between.";
  return { circle, confidence: 0.8 * seen, remark };
}

function isApertureSeen(aperture: ImageCircle): boolean {
  return aperture.support >= LEAST_APERTURE_SUPPORT;
}

/** What within the flat is no breech face. */
function placeAperture({ aperture, impression }: CaseHeadRings): Disc | null {
  const edge = aperture !== null && isApertureSeen(aperture) ? aperture : impression;
  return edge === null ? null : { ...edge, radius: edge.radius * APERTURE_MARGIN };
}

/** The ring between pocket and rim of the head, and the share of it that lies in the image. */
function placeHeadstamp(
  { outer }: CaseHeadRings,
  primer: Disc,
  surface: Surface,
): { circles: Disc[]; share: number } | null {
  const inner = { ...primer, radius: Math.max(1.18 * primer.radius, outer?.radius ?? 0) };
  const rim = { ...primer, radius: HEAD_RATIO * primer.radius };
  let visible = 0;
  let all = 0;
  for (let radius = inner.radius; radius <= rim.radius; radius += 0.05 * primer.radius) {
    for (let k = 0; k < CORNERS; k++) {
      const angle = (2 * Math.PI * k) / CORNERS;
      const x = Math.abs(primer.x + radius * Math.cos(angle));
      const y = Math.abs(primer.y + radius * Math.sin(angle));
      all += radius;
      if (x <= (surface.width - 1) / 2 && y <= (surface.height - 1) / 2) visible += radius;
    }
  }
  const share = visible / all;
  return share < 0.1 ? null : { circles: [rim, inner], share };
}

function drawCircle({ x, y, radius }: Disc, { incrementX, incrementY }: Surface): OutlinePoint[] {
  return Array.from({ length: CORNERS }, (_, k) => {
    const angle = (2 * Math.PI * k) / CORNERS;
    return { x: (x + radius * Math.cos(angle)) * incrementX, y: (y + radius * Math.sin(angle)) * incrementY };
  });
}

function keepMask(surface: Surface, region: "BreechFace" | "FiringPinImpression"): Segmentation {
  const rings = outlineData(surface);
  if (rings.length === 0) return conclude([], 0, ["The image has no data."]);
  return conclude([{ part: region, rings, confidence: 1 }], 1, [
    "The image came cut to the mark; its outline is kept.",
  ]);
}

function conclude(outlines: readonly Outline[], confidence: number, remarks: readonly string[]): Segmentation {
  return {
    method: IMAGE_SEGMENT_METHOD,
    methodVersion: IMAGE_SEGMENT_METHOD_VERSION,
    outlines,
    confidence,
    remarks,
  };
}
