/** Why two lands cannot be compared, in words for an examiner. */
import { correlateLags, findLagRange, type Track } from "./land-correlate.ts";
import type { PreparedMark } from "./prepared-mark.ts";

/** One land more than this times as wide as the other is of other rifling, or of another scale than stated. */
const LARGEST_WIDTH_RATIO = 1.3;
/** A reversed or inverted profile that agrees this well, and this much better than the profile as it is, is no chance: that reaches 0.54. */
const REVERSED_CORRELATION = 0.7;
const REVERSED_EXCESS = 0.2;

/** Why the two may not be compared at all, or null. */
export function findObstacle(a: PreparedMark, b: PreparedMark): string | null {
  if (a.region !== "LEA" || b.region !== "LEA")
    return `Lands are compared with lands, not ${a.region} with ${b.region}.`;
  if (a.preparation !== b.preparation || a.preparationVersion !== b.preparationVersion) {
    return "The two lands were prepared by different versions of the method; prepare both again.";
  }
  if (a.surface.kind !== b.surface.kind) {
    return "One is a topography and the other an image; heights and grey values do not correlate as if alike.";
  }
  if (a.scaleKnown !== b.scaleKnown) {
    return "The scale of only one of the two is known; state the scale of the other.";
  }
  // Without a scale a pixel means the same length only if both images were taken in the same way.
  if (!a.scaleKnown && a.surface.width !== b.surface.width) {
    return "Neither image has a scale and their sizes differ, so that nothing says how long a pixel is in either.";
  }
  const difference = Math.abs(a.surface.incrementX / b.surface.incrementX - 1);
  if (a.scaleKnown && difference > 1e-6)
    return "The two lands were prepared at different spacings; prepare both again.";
  return null;
}

export interface Anchors {
  readonly left: boolean;
  readonly right: boolean;
}

/** The sides on which both lands end at a shoulder; both where that is not known or cannot be told from an image. */
export function findAnchors(a: PreparedMark, b: PreparedMark): Anchors {
  if (!a.shoulders || !b.shoulders || !a.scaleKnown || a.surface.kind !== "topography") {
    return { left: true, right: true };
  }
  return { left: a.shoulders.left && b.shoulders.left, right: a.shoulders.right && b.shoulders.right };
}

/** Why the two stretches of land cannot be laid on each other, or null. */
export function findMisfit(a: PreparedMark, b: PreparedMark, own: Track, other: Track): string | null {
  if (!a.scaleKnown || !a.shoulders || !b.shoulders) return null;
  const millimetres = (track: Track): string => (track.values.length * a.surface.incrementX * 1e3).toFixed(2);
  const whole = a.shoulders.left && a.shoulders.right && b.shoulders.left && b.shoulders.right;
  const ratio = own.values.length / other.values.length;
  if (whole && Math.max(ratio, 1 / ratio) > LARGEST_WIDTH_RATIO) {
    return `The lands are ${millimetres(own)} mm and ${millimetres(other)} mm wide between their shoulders: another rifling, or a wrong scale.`;
  }
  const opposite = (p: Anchors, q: Anchors): boolean => p.left && !p.right && q.right && !q.left;
  if (opposite(a.shoulders, b.shoulders) || opposite(b.shoulders, a.shoulders)) {
    return "One scan shows only the left end of its land and the other only the right end: nothing says that they overlap.";
  }
  return null;
}

/**
 * Says so when the two agree only with one of them reversed or inverted: a scan that is upside down or mirrored, or a cast
 * that nobody flagged. `reversed` is `own` read backwards, `correlation` what the two reach as they are, over at least `least` samples
 * and lags within `tolerance` of laying their ends on each other.
 */
export function findReversal(
  own: Track,
  reversed: Track,
  other: Track,
  fit: { readonly correlation: number; readonly least: number; readonly tolerance: number },
): string | null {
  const enough = (correlation: number): boolean =>
    correlation >= REVERSED_CORRELATION && correlation >= fit.correlation + REVERSED_EXCESS;
  const range = findLagRange(own, other, fit.tolerance);
  const backwards = findExtremes(correlateLags(reversed, other, range, fit.least));
  if (enough(backwards.highest)) {
    return "The profiles agree only when one is read backwards: one scan is upside down or mirrored. Correct it, then compare.";
  }
  if (enough(-backwards.lowest)) {
    return "The profiles agree only when one is mirrored and inverted: one is a cast. Flag it as a cast of its parent, then compare.";
  }
  if (enough(-findExtremes(correlateLags(own, other, range, fit.least)).lowest)) {
    return "The profiles agree only when the heights of one are inverted: one is a cast, or its sign was lost. Correct it, then compare.";
  }
  return null;
}

function findExtremes(curve: Float64Array): { highest: number; lowest: number } {
  let highest = 0;
  let lowest = 0;
  for (const value of curve) {
    if (value > highest) highest = value;
    if (value < lowest) lowest = value;
  }
  return { highest, lowest };
}
