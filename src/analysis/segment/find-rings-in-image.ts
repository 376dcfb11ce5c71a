/** The rings of a case head in an image: flat of the primer, its edge, the firing-pin impression, the aperture's mark. */
import { resampleSurface } from "../filter/resample-surface.ts";
import { smoothGaussian } from "../filter/smooth-gaussian.ts";
import type { Surface } from "../surface.ts";
import { findCircle, type ImageCircle } from "./find-circle-in-image.ts";

/** Circles in increments of the image, from its grid centre. Null where a ring was not seen. */
export interface CaseHeadRings {
  /** Border of the flat part of the primer: what the breech face met lies within. */
  readonly flat: ImageCircle;
  /** Next edge outside: the gap around the primer, or the mouth of the pocket where all between lies in the dark. */
  readonly outer: ImageCircle | null;
  readonly impression: ImageCircle | null;
  readonly aperture: ImageCircle | null;
}

/** Pixels of the longer side on which rings are sought: the flat of the primer then measures 100 pixels and more across. */
const SIDE = 200;
/** A primer fills a good part of a picture that is taken to compare it: radius as a share of the shorter side. */
const LEAST_RADIUS = 0.2;
const LARGEST_RADIUS = 0.52;

/** Steps of grey (of the image's range) from which on an edge counts in full, for the flat and for what lies in it. */
const FULL_FLAT_STEP = 0.2;
const FULL_INNER_STEP = 0.15;
/** An edge is none up to the first of each, and in full from the second on: the arcs that show it, and how evenly they do. */
const SUPPORT = { none: 0.55, full: 0.9 };
const REGULARITY = { none: 0.5, full: 0.9 };
/** From here on an edge around the flat counts as seen. */
const LEAST_EDGE = 0.35;
/** A circle this sure needs no other look. */
const SURE = 0.5;

/** 0..1: how sure the flat is a primer's. */
export function rateFlat(circle: ImageCircle): number {
  return rateCircle(circle, FULL_FLAT_STEP);
}

/** 0..1: how sure a circle within the flat is a pit. */
export function rateImpression(circle: ImageCircle): number {
  return rateCircle(circle, FULL_INNER_STEP);
}

/** 0..1: how sure there is an edge around the flat. The border of the image cuts off part of it most often: what is seen counts. */
export function rateEdge({ strength, support, regularity, coverage }: ImageCircle): number {
  return Math.min(1, ((strength / FULL_INNER_STEP) * support * regularity) / coverage);
}

/** 0..1: how sure an edge is a circle's, not a chance of texture. */
function rateCircle({ strength, support, regularity }: ImageCircle, fullStep: number): number {
  const rise = (value: number, { none, full }: { none: number; full: number }): number =>
    Math.max(0, Math.min(1, (value - none) / (full - none)));
  return Math.min(1, strength / fullStep) * rise(support, SUPPORT) * rise(regularity, REGULARITY);
}

/** Seeks the rings; null where nothing like the flat of a primer is in the image. */
export function findRings(image: Surface): CaseHeadRings | null {
  const factor = Math.max(1, Math.max(image.width, image.height) / SIDE);
  const small = evenGrey(resampleSurface({ ...image, incrementX: 1, incrementY: 1 }, factor));
  const middleX = (small.width - 1) / 2;
  const middleY = (small.height - 1) / 2;
  const side = Math.min(small.width, small.height);
  const found = findFlat(small, middleX, middleY, side);
  if (found === null) return null;
  const { flat, outer } = placeEdge(small, found);
  const impression = findCircle(small, {
    x: flat.x,
    y: flat.y,
    reach: 0.35 * flat.radius,
    leastRadius: 0.15 * flat.radius,
    largestRadius: 0.6 * flat.radius,
    leastCoverage: 1,
    band: 0.15,
    // A pit sends the light away: darker inside.
    rate: ({ step, strength, support, regularity, radius }) =>
      (step > 0 ? 1 : 0.5) * strength * support * regularity * Math.sqrt(radius),
  });
  const aperture =
    impression === null
      ? null
      : findCircle(small, {
          x: impression.x,
          y: impression.y,
          reach: 0.15 * flat.radius,
          leastRadius: 1.15 * impression.radius,
          largestRadius: 0.75 * flat.radius,
          leastCoverage: 1,
          band: 0.06,
          rate: (circle) => {
            const within = Math.hypot(circle.x - flat.x, circle.y - flat.y) + circle.radius <= 0.95 * flat.radius;
            return within ? circle.strength * circle.support : 0;
          },
        });
  const place = (circle: ImageCircle): ImageCircle => ({
    ...circle,
    x: (circle.x - middleX) * factor,
    y: (circle.y - middleY) * factor,
    radius: (circle.radius + 0.5) * factor,
  });
  const placeAny = (circle: ImageCircle | null): ImageCircle | null => (circle === null ? null : place(circle));
  return { flat: place(flat), outer: placeAny(outer), impression: placeAny(impression), aperture: placeAny(aperture) };
}

/** The edge around the flat; where there is none, the circle that was found may be that edge, and the flat's border within it. */
function placeEdge(image: Surface, found: ImageCircle): { flat: ImageCircle; outer: ImageCircle | null } {
  const seek = (least: number, largest: number, rate: (circle: ImageCircle) => number): ImageCircle | null =>
    findCircle(image, {
      x: found.x,
      y: found.y,
      reach: 0.06 * found.radius,
      leastRadius: least * found.radius,
      largestRadius: largest * found.radius,
      leastCoverage: 0.5,
      band: 0.03,
      rate,
    });
  const outer = seek(1.06, 1.6, ({ step, strength, support }) => (step > 0 ? 1 : 0.5) * strength * support);
  if (outer !== null && rateEdge(outer) >= LEAST_EDGE) return { flat: found, outer };
  const inner = seek(0.75, 0.95, (circle) => circle.strength * rateFlat(circle));
  return inner !== null && rateFlat(inner) >= LEAST_EDGE ? { flat: inner, outer: found } : { flat: found, outer: null };
}

/** The border of the primer's flat part: the strongest large circle. */
function findFlat(image: Surface, x: number, y: number, side: number): ImageCircle | null {
  const rough = findCircle(image, {
    x,
    y,
    reach: 0.25 * side,
    leastRadius: LEAST_RADIUS * side,
    largestRadius: LARGEST_RADIUS * side,
    leastCoverage: 0.6,
    band: 0.15,
    rate: rateFalling,
  });
  if (rough === null) return null;
  const seekNear = (
    reach: number,
    least: number,
    largest: number,
    rate: (circle: ImageCircle) => number,
  ): ImageCircle | null =>
    findCircle(image, {
      x: rough.x,
      y: rough.y,
      reach: reach * rough.radius,
      leastRadius: least * rough.radius,
      largestRadius: largest * rough.radius,
      leastCoverage: 0.6,
      // A narrow band places the edge that the wide one found.
      band: 0.05,
      rate,
    });
  const flat = seekNear(0.06, 0.9, 1.05, rateFalling) ?? rough;
  if (rateFlat(flat) >= SURE) return flat;
  // Under a side light the flat's edge and the primer's are about as strong, and the wide band may have settled between them.
  const other = seekNear(0.15, 0.7, 1.15, (circle) => circle.strength * rateFlat(circle));
  return other !== null && rateFlat(other) > rateFlat(flat) ? other : flat;
}

/** The flat of a primer is brighter than its rounded edge, though a light from one side may leave parts of it darker. */
function rateFalling({ step, strength, support }: ImageCircle): number {
  return (step < 0 ? 1 : 0.5) * strength * support;
}

/** Grey as the eye takes it (square root), its range from the 5th to the 95th percentile brought to 0..1, a little smoothed. */
function evenGrey(image: Surface): Surface {
  const grey = image.values.map((value) => Math.sqrt(Math.max(0, value)));
  const sorted = grey.filter((value) => !Number.isNaN(value)).sort();
  const low = sorted[Math.floor(0.05 * sorted.length)] ?? 0;
  const high = sorted[Math.floor(0.95 * sorted.length)] ?? 0;
  const gain = high > low ? 1 / (high - low) : 0;
  const values = grey.map((value) => Math.max(0, Math.min(1, (value - low) * gain)));
  return smoothGaussian({ ...image, incrementX: 1, incrementY: 1, values }, 4);
}
