/**
 * What the second net reads in a mark, and at which lengths. `methodVersion` is of the records: those of two versions are never compared, and a
 * new one has all of them made anew. `registration` is of how records are laid on each other; it changes without that.
 */
import type { ArealMark } from "../compare/image-views.ts";

export const AREAL_SWEEP = {
  method: "areal-registration-sweep",
  methodVersion: "1.0.1",
  registration: "1.1.0",
} as const;
export const PROFILE_SWEEP = {
  method: "profile-registration-sweep",
  methodVersion: "1.0.0",
  registration: "1.0.0",
} as const;

export interface ArealSweepMethod {
  /** Metres between points of the grid on which registration is sought; `SIDE` of them are wider than a mark and its reach. */
  readonly pitch: number;
  /** Waves per metre that are read: longer waves are form and class, shorter ones repeat less. */
  readonly lowest: number;
  readonly highest: number;
  /** Rings of the power spectrum: waves per metre of the first. The last is at `highest`. */
  readonly firstRing: number;
}

/** Points a side: of the grid of registration, of the mask (of points four times as wide), of the grid on which a mark is read. */
export const SIDE = 128;
export const MASK_SIDE = 32;
export const MASK_RATIO = SIDE / MASK_SIDE;
export const READ_SIDE = 324;

export const RINGS = 25;
/** Places along a ring, over half the circle: the power of real values is the same in the other half. */
export const PLACES = 256;
/** Fourier coefficients along a ring: slower ones are class, faster ones lie below the width of the speckle. A multiple of 4. */
export const FIRST_HARMONIC = 3;
export const HARMONICS = 92;
/** Turns over half the circle at which the query lies ready, each with the one that is half a circle on. */
export const TURNS = 90;
/** Turns that are looked at: those at which the two power spectra agree best. */
export const TRIED_TURNS = 10;
/**
 * Each is looked at folded first: every other wave of both marks, a quarter of the work, gives the sum of the map's four quarters, in which
 * a mate's peak still stands, among four times as much chance. Only what reaches this many standard deviations of chance, the bonus of the
 * spectra included, is registered in full: fitted on halves of fadul, see docs/benchmarks.md.
 */
export const FOLDED_LEAST = 10;
export const FOLDED_SIDE = SIDE / 2;
export const FOLDED_MASK_SIDE = MASK_SIDE / 2;
/** Points that the middles of the two masks may lie apart: 2.2 mm of a breech face. Halves of a mark lie 1 mm from the whole. */
export const REACH = 58;

const BREECH_FACE: ArealSweepMethod = { pitch: 37.5e-6, lowest: 4e3, highest: 13e3, firstRing: 3.5e3 };
/** A firing pin impression is smaller than a breech face, and its detail finer: all lengths are as much shorter. */
const PIN_SCALE = 14 / 37.5;

export function chooseArealSweep(region: ArealMark["region"]): ArealSweepMethod {
  if (region === "BreechFace") return BREECH_FACE;
  return {
    pitch: BREECH_FACE.pitch * PIN_SCALE,
    lowest: BREECH_FACE.lowest / PIN_SCALE,
    highest: BREECH_FACE.highest / PIN_SCALE,
    firstRing: BREECH_FACE.firstRing / PIN_SCALE,
  };
}
