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

/** Seeks the rings; null where nothing like the flat of a primer is in the image. */
export function findRings(image: Surface): CaseHeadRings | null {
  const factor = Math.max(1, Math.max(image.width, image.height) / SIDE);
  const small = evenGrey(resampleSurface({ ...image, incrementX: 1, incrementY: 1 }, factor));
  const middleX = (small.width - 1) / 2;
  const middleY = (small.height - 1) / 2;
  const side = Math.min(small.width, small.height);
  const rough = findCircle(small, {
    x: middleX,
    y: middleY,
    reach: 0.25 * side,
    leastRadius: LEAST_RADIUS * side,
    largestRadius: LARGEST_RADIUS * side,
    leastCoverage: 0.6,
    band: 0.15,
    rate: rateFalling,
  });
  if (rough === null) return null;
  // A narrow band places the edge that the wide one found.
  const flat =
    findCircle(small, {
      x: rough.x,
      y: rough.y,
      reach: 0.06 * rough.radius,
      leastRadius: 0.9 * rough.radius,
      largestRadius: 1.05 * rough.radius,
      leastCoverage: 0.6,
      band: 0.05,
      rate: rateFalling,
    }) ?? rough;
  const outer = findCircle(small, {
    x: flat.x,
    y: flat.y,
    reach: 0.06 * flat.radius,
    leastRadius: 1.06 * flat.radius,
    largestRadius: 1.6 * flat.radius,
    leastCoverage: 0.5,
    band: 0.03,
    rate: (circle) => (circle.step > 0 ? 1 : 0.5) * circle.strength * circle.support,
  });
  const impression = findCircle(small, {
    x: flat.x,
    y: flat.y,
    reach: 0.35 * flat.radius,
    leastRadius: 0.15 * flat.radius,
    largestRadius: 0.6 * flat.radius,
    leastCoverage: 1,
    band: 0.15,
    // A pit sends the light away: darker inside.
    rate: (circle) => (circle.step > 0 ? 1 : 0.5) * circle.strength * circle.support * Math.sqrt(circle.radius),
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
  return smoothGaussian({ ...image, incrementX: 1, incrementY: 1, values }, 4, 0);
}
