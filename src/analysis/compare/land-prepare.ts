/** From the scan or image of a land engraved area to a levelled surface with its mean profile. */
import { RibinError } from "../../domain/errors.ts";
import { examineLand } from "../segment/examine-land.ts";
import type { Segmentation } from "../segment/outline.ts";
import { LAND_SEGMENTATION } from "../segment/segment-land.ts";
import type { Surface } from "../surface.ts";
import { findLeastCoherence } from "./land-consensus.ts";
import { bandPassProfile } from "./land-signal.ts";
import type { PreparedMark } from "./prepared-mark.ts";
import { smoothProfile } from "./smooth-profile.ts";

export const LAND_PREPARATION = "land-striae";
export const LAND_PREPARATION_VERSION = "1.1.0";

/** Metres. Cut-offs of the profile's band. Below 20 um striae of one barrel repeat less than the grain of the jacket. */
const SHORTEST = 20e-6;
const LONGEST = 250e-6;
/** The same band where there is no scale, as shares of the width of the land; set on the Hamby 173 renderings. */
const SHARE_SHORTEST = 0.025;
const SHARE_LONGEST = 0.2;
/** Contrast is evened out over this many times the longest wave, so that one deep groove does not outweigh the rest. */
const EVEN_OVER = 2.5;
/** Root mean square below which striae are the instrument's noise: metres, or contrast of an image. */
const LEAST_HEIGHT = 20e-9;
const LEAST_CONTRAST = 2e-3;

interface Band {
  readonly shortest: number;
  readonly longest: number;
}

/** The method's band in samples. */
function chooseBand(surface: Surface, scaleKnown: boolean, landWidth: number): Band {
  if (!scaleKnown) return { shortest: SHARE_SHORTEST * landWidth, longest: SHARE_LONGEST * landWidth };
  return { shortest: SHORTEST / surface.incrementX, longest: LONGEST / surface.incrementX };
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

export interface LandOptions {
  readonly scaleKnown: boolean;
  /** Outlines that a person drew or corrected; without them, or with `segmentLand`'s own, land, damage and cross-cut are found. */
  readonly segmentation?: Segmentation;
}

/**
 * Makes a land ready for comparison: finds which way the striae run and makes them run down the rows, resamples to
 * 2.5 um where the scale is known, cuts off both groove shoulders, takes off the form, leaves out what is damaged, and
 * averages the best run of cross-cuts into one profile in the band of the striae (20-250 um, or 1/40 to 1/5 of the
 * land's width without a scale). `segmentLand` shows what was found as outlines.
 *
 * `surface` of the result is the levelled land, root mean square 1, NaN beyond the shoulders and where it is damaged;
 * `profile` has one value a column of it. When there is no land or no striae run through it, all of `profile` is NaN, and
 * comparisons say so.
 *
 * Signature method: Hare, Hofmann & Carriquiry (2017), with the shear search of the NFI's Scratch.
 * @throws RibinError NOT_COMPARABLE for outlines that a person drew without a LandEngravedArea
 */
export function prepareLand(scan: Surface, options: LandOptions): PreparedMark {
  const { scaleKnown, segmentation } = options;
  const drawn = segmentation && segmentation.method !== LAND_SEGMENTATION ? segmentation : null;
  if (drawn && !drawn.outlines.some(({ part }) => part === "LandEngravedArea")) {
    throw new RibinError("NOT_COMPARABLE", "No outline of the land is drawn on this scan; draw it, then compare.");
  }
  const { frame, shoulders, level, consensus } = examineLand(scan, scaleKnown, drawn);
  const { surface } = frame;
  const mark = {
    preparation: LAND_PREPARATION,
    preparationVersion: LAND_PREPARATION_VERSION,
    region: "LEA",
    scaleKnown,
  } as const;
  const nothing = new Float32Array(surface.width).fill(Number.NaN);
  if (!shoulders || !level || !consensus) return { ...mark, surface, profile: nothing };
  const levelled = { ...level, values: normalise(level.values) };
  const ends = { left: shoulders.leftFound, right: shoulders.rightFound };
  const band = chooseBand(surface, scaleKnown, shoulders.right - shoulders.left);
  const striae = bandPassProfile(consensus.profile, band.shortest, band.longest);
  const least = surface.kind === "topography" ? LEAST_HEIGHT : LEAST_CONTRAST;
  if (consensus.coherence < findLeastCoherence(consensus) || measureRms(striae) < least) {
    return { ...mark, surface: levelled, profile: nothing, shoulders: ends };
  }
  const profile = normalise(surface.kind === "topography" ? evenContrast(striae, EVEN_OVER * band.longest) : striae);
  return { ...mark, surface: levelled, profile, shoulders: ends };
}
