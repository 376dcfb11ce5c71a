/** From the scan or image of a land engraved area to a levelled surface with its mean profile. */
import { resampleSurface } from "../filter/resample-surface.ts";
import type { Surface } from "../surface.ts";
import { findConsensus } from "./land-consensus.ts";
import { findShear, isTransposed, removeShear, transposeSurface } from "./land-orientation.ts";
import { clearOverlays } from "./land-reflectance.ts";
import { findImageShoulders, findTopographyShoulders, type Shoulders } from "./land-shoulders.ts";
import { bandPassProfile, findRobustScale, smoothProfile } from "./land-signal.ts";
import type { PreparedMark } from "./prepared-mark.ts";

export const LAND_PREPARATION = "land-striae";
export const LAND_PREPARATION_VERSION = "1.0.0";

/** Metres between samples where the scale is known: two samples to the shortest stria kept by the signature method. */
const LAND_PITCH = 2.5e-6;
/** Metres. Cut-offs of the profile's band. Below 20 um striae of one barrel repeat less than the grain of the jacket. */
const SHORTEST = 20e-6;
const LONGEST = 250e-6;
/** Metres. Rows lose waves above this before they are averaged, so that rows with gaps do not step. */
const ROW_LONGEST = 600e-6;
/** The same band where there is no scale, as shares of the width of the land; set on the Hamby 173 renderings. */
const SHARE_SHORTEST = 0.025;
const SHARE_LONGEST = 0.2;
const SHARE_ROW_LONGEST = 0.2;
/** Heights beyond this many robust deviations are burrs and pits: clipped, and still in their place. */
const CLIP = 4;
/** Contrast is evened out over this many times the longest wave, so that one deep groove does not outweigh the rest. */
const EVEN_OVER = 2.5;
/** Below this agreement between cross-cuts there are no striae that run through the land; noise reaches 0.08. */
const LEAST_COHERENCE = 0.15;
/** Root mean square below which striae are the instrument's noise: metres, or contrast of an image. */
const LEAST_HEIGHT = 20e-9;
const LEAST_CONTRAST = 2e-3;
/** A row needs data in this share of the land. */
const LEAST_ROW = 0.3;

interface Band {
  readonly shortest: number;
  readonly longest: number;
  readonly rowLongest: number;
}

/** The method's band in samples. */
function chooseBand(surface: Surface, scaleKnown: boolean, landWidth: number): Band {
  if (scaleKnown) {
    const pitch = surface.incrementX;
    return { shortest: SHORTEST / pitch, longest: LONGEST / pitch, rowLongest: ROW_LONGEST / pitch };
  }
  return {
    shortest: SHARE_SHORTEST * landWidth,
    longest: SHARE_LONGEST * landWidth,
    rowLongest: SHARE_ROW_LONGEST * landWidth,
  };
}

/** Takes the form off each row between the shoulders; NaN beyond them. Image rows become contrast: grey over its mean. */
function levelRows(surface: Surface, shoulders: Shoulders, longest: number): Surface {
  const { width, height } = surface;
  const { left, right, form: crown } = shoulders;
  const values = new Float32Array(width * height).fill(Number.NaN);
  for (let y = 0; y < height; y++) {
    const row = surface.values.slice(y * width + left, y * width + right);
    if (crown) for (let x = 0; x < row.length; x++) row[x] -= crown[left + x];
    let present = 0;
    for (const value of row) if (!Number.isNaN(value)) present++;
    if (present < LEAST_ROW * row.length) continue;
    const form = smoothProfile(row, longest, surface.kind === "topography" ? 1 : 0);
    for (let x = 0; x < row.length; x++) {
      const rest = row[x] - form[x];
      values[y * width + left + x] = surface.kind === "topography" ? rest : rest / Math.max(form[x], 0.02);
    }
  }
  const limit = CLIP * findRobustScale(values);
  for (let i = 0; i < values.length; i++) values[i] = Math.max(-limit, Math.min(limit, values[i]));
  return { ...surface, values };
}

/** Divides by the local root mean square, so that finely and deeply engraved parts of the land count alike. */
function evenContrast(profile: Float32Array, length: number): Float32Array {
  const power = smoothProfile(
    profile.map((value) => value * value),
    length,
    0,
  );
  // A floor keeps polished stretches from being blown up into noise.
  const floor = 0.1 * measureRms(profile) ** 2;
  return profile.map((value, x) => value / Math.sqrt(power[x] + floor));
}

/** Root mean square of the values that are there; 0 when none is. */
function measureRms(values: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value * value;
    count++;
  }
  return count > 0 ? Math.sqrt(sum / count) : 0;
}

function normalise(values: Float32Array): Float32Array {
  const rms = measureRms(values);
  return rms > 0 ? values.map((value) => value / rms) : values;
}

/**
 * Makes a land ready for comparison: finds which way the striae run and makes them run down the rows, resamples to
 * 2.5 um where the scale is known, cuts off both groove shoulders, takes off the form, and averages the cross-cuts that
 * agree into one profile in the band of the striae (20-250 um, or 1/40 to 1/5 of the land's width without a scale).
 *
 * `surface` of the result is the levelled land, root mean square 1, NaN beyond the shoulders; `profile` has one value a
 * column of it. When there is no land or no striae run through it, all of `profile` is NaN, and comparisons say so.
 *
 * Signature method: Hare, Hofmann & Carriquiry (2017), with the shear search of the NFI's Scratch.
 */
export function prepareLand(scan: Surface, options: { scaleKnown: boolean }): PreparedMark {
  const { scaleKnown } = options;
  let surface = scan.kind === "reflectance" ? clearOverlays(scan) : scan;
  if (isTransposed(surface)) surface = transposeSurface(surface);
  if (scaleKnown) surface = resampleSurface(surface, LAND_PITCH);
  surface = removeShear(surface, findShear(surface));
  const shoulders = surface.kind === "topography" ? findTopographyShoulders(surface) : findImageShoulders(surface);
  const mark = {
    preparation: LAND_PREPARATION,
    preparationVersion: LAND_PREPARATION_VERSION,
    region: "LEA",
    scaleKnown,
  } as const;
  const nothing = new Float32Array(surface.width).fill(Number.NaN);
  if (!shoulders || shoulders.right - shoulders.left < 32) return { ...mark, surface, profile: nothing };
  const band = chooseBand(surface, scaleKnown, shoulders.right - shoulders.left);
  const level = levelRows(surface, shoulders, band.rowLongest);
  const consensus = findConsensus(level);
  const levelled = { ...level, values: normalise(level.values) };
  const striae = bandPassProfile(consensus.profile, band.shortest, band.longest);
  const least = surface.kind === "topography" ? LEAST_HEIGHT : LEAST_CONTRAST;
  if (consensus.coherence < LEAST_COHERENCE || measureRms(striae) < least) {
    return { ...mark, surface: levelled, profile: nothing };
  }
  const profile = normalise(surface.kind === "topography" ? evenContrast(striae, EVEN_OVER * band.longest) : striae);
  return { ...mark, surface: levelled, profile };
}
