/** The scale of an image by the primer in it. */
import type { Segmentation } from "./outline.ts";

/** Metres: diameters of pistol primers (SAAMI); 9 mm and most pistol calibres take the small one. */
export const SMALL_PRIMER = 4.445e-3;
export const LARGE_PRIMER = 5.334e-3;

/** Below this the drawn primer is a guess and tells no scale. */
const LEAST_PRIMER_CONFIDENCE = 0.4;

/**
 * Diameter of the drawn primer in the outlines' unit: of the circle with the outline's area. Null where none was drawn with
 * confidence.
 */
export function measurePrimer(segmentation: Segmentation): number | null {
  const primer = segmentation.outlines.find(({ part }) => part === "Primer");
  if (primer === undefined || primer.confidence < LEAST_PRIMER_CONFIDENCE) return null;
  const [ring] = primer.rings;
  if (ring === undefined || ring.length < 3) return null;
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
  const diameter = 2 * Math.sqrt(Math.abs(twice) / 2 / Math.PI);
  return diameter > 0 ? diameter : null;
}
