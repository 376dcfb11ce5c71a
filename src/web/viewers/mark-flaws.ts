/** Marks in a picture what cannot be compared: points that are missing, highlights that are burnt out, black. */

export interface FlawShares {
  readonly missing: number;
  /** Null for a scan of heights: its picture is a shading, and its brightness is no light. */
  readonly white: number | null;
  readonly black: number | null;
}

/** Red, green, blue, 0 to 255. */
type Colour = readonly [number, number, number];
export interface FlawColours {
  readonly missing: Colour;
  readonly white: Colour;
  readonly black: Colour;
}

const WHITE = 254;
const BLACK = 1;
const STRONG = 235;
const HALF = 128;
/** Every so many pixels along a diagonal: a pattern of its own for each, besides the colour. */
const STRIPE = 6;

/**
 * What lies over the picture, transparent elsewhere, and how much of the mark each is.
 * @param within four bytes a pixel, of which the last says whether it belongs to the mark; null: all of the picture does
 */
export function markFlaws(
  rgba: Uint8ClampedArray,
  width: number,
  ofHeights: boolean,
  colours: FlawColours,
  within: Uint8ClampedArray | null = null,
): { readonly over: Uint8ClampedArray<ArrayBuffer>; readonly shares: FlawShares } {
  const over = new Uint8ClampedArray(rgba.length);
  const counts = { missing: 0, white: 0, black: 0 };
  let total = 0;
  for (let i = 0; i < rgba.length / 4; i++) {
    if (within !== null && (within[i * 4 + 3] ?? 0) < HALF) continue;
    total += 1;
    const flaw = findFlaw(rgba, i * 4, ofHeights);
    if (flaw === null) continue;
    counts[flaw] += 1;
    if (!isDrawn(flaw, i % width, Math.floor(i / width))) continue;
    over.set([...colours[flaw], STRONG], i * 4);
  }
  const share = (count: number) => count / Math.max(1, total);
  const light = ofHeights ? { white: null, black: null } : { white: share(counts.white), black: share(counts.black) };
  return { over, shares: { missing: share(counts.missing), ...light } };
}

function findFlaw(rgba: Uint8ClampedArray, at: number, ofHeights: boolean): keyof FlawColours | null {
  if (rgba[at + 3] === 0) return "missing";
  if (ofHeights) return null;
  const [red = 0, green = 0, blue = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
  if (Math.min(red, green, blue) >= WHITE) return "white";
  return Math.max(red, green, blue) <= BLACK ? "black" : null;
}

/** Missing: all of it, for single points are to be seen; burnt out: diagonal stripes; black: dots. */
function isDrawn(flaw: keyof FlawColours, x: number, y: number): boolean {
  if (flaw === "white") return (x + y) % STRIPE < STRIPE / 2;
  return flaw === "missing" || (x % STRIPE < 2 && y % STRIPE < 2);
}
