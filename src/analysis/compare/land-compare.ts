/** Compares two land engraved areas by their profiles: all lags and stretches, and congruent segments as evidence. */
import type { Comparison, ComparisonOutcome, NotComparable } from "./comparison.ts";
import { createTrack, findBestLag, findLagRange, type LagRange, stretchProfile, type Track } from "./land-correlate.ts";
import { type Anchors, findAnchors, findMisfit, findObstacle, findReversal } from "./land-obstacles.ts";
import { matchSegments, type SegmentMatch } from "./land-segments.ts";
import type { PreparedMark } from "./prepared-mark.ts";

export const LAND_METHOD = "land-profile";
export const LAND_METHOD_VERSION = "1.1.0";

/** Stretches of the first profile that are tried: +-5 %, for a tilted scan, another magnification, upset of the bullet. */
const STRETCHES = [0.95, 0.97, 0.985, 1, 1.015, 1.03, 1.05];
/** Share of the shorter profile that must lie on the other. */
const LEAST_OVERLAP = 0.6;
/** Metres of profile below which striae are too few to compare (the NFI's Scratch asks for the same). */
const LEAST_LENGTH = 350e-6;
const LEAST_SAMPLES = 100;
/** Metres: how far the shoulders of two lands of one barrel may lie apart, length and tolerance of a segment. */
const LAG_TOLERANCE = 60e-6;
const SEGMENT_LENGTH = 75e-6;
const SEGMENT_TOLERANCE = 12e-6;
/** Without a scale the three lengths above are shares of the land: as if it were this wide (metres). */
const NOMINAL_LAND = 1.6e-3;
/** Weight of the share of congruent segments beside the correlation; chosen on the Houston set. */
const SEGMENT_WEIGHT = 0.3;

export interface LandQuery {
  /** Compares the query with another prepared land. `pose` and `stretch` bring the other into the query's frame. */
  compareWith(other: PreparedMark): ComparisonOutcome;
}

interface StretchedTrack {
  readonly stretch: number;
  readonly track: Track;
  /** Samples of the whole stretched profile, data or not. */
  readonly length: number;
}

interface BestFit extends StretchedTrack {
  readonly lag: number;
  readonly correlation: number;
  readonly range: LagRange;
  readonly least: number;
}

function refuse(reason: string): NotComparable {
  return { comparable: false, method: LAND_METHOD, methodVersion: LAND_METHOD_VERSION, reason };
}

/** Samples per metre of the method's lengths. */
function findDensity(mark: PreparedMark, track: Track): number {
  return mark.scaleKnown ? 1 / mark.surface.incrementX : track.values.length / NOMINAL_LAND;
}

function checkTrack(mark: PreparedMark, track: Track | null, name: string): string | null {
  if (!track) return `No striae that run through the land were found in ${name}.`;
  const least = mark.scaleKnown ? LEAST_LENGTH / mark.surface.incrementX : LEAST_SAMPLES;
  return track.count < least ? `Too little of the land is left in ${name} (${track.count} samples).` : null;
}

function findBestFit(tracks: readonly StretchedTrack[], b: Track, tolerance: number, anchors: Anchors): BestFit | null {
  let best: BestFit | null = null;
  for (const stretched of tracks) {
    const a = stretched.track;
    const range = findLagRange(a, b, tolerance, anchors);
    const least = LEAST_OVERLAP * Math.min(a.count, b.count);
    const match = findBestLag(a, b, range, least);
    if (match && match.correlation > (best?.correlation ?? -2)) best = { ...stretched, ...match, range, least };
  }
  return best;
}

/** Samples present in both at the lag, over the smaller number present in either. */
function measureOverlap(a: Track, b: Track, lag: number): number {
  let both = 0;
  for (let x = Math.max(0, lag); x < Math.min(a.values.length, b.values.length + lag); x++) {
    both += a.present[x] * b.present[x - lag];
  }
  return both / Math.min(a.count, b.count);
}

function describeFit(
  query: PreparedMark,
  fit: BestFit,
  b: Track,
  other: PreparedMark,
  match: SegmentMatch,
): Comparison {
  const pitch = query.surface.incrementX;
  const { stretch } = fit;
  // Index i of the stretched track stands (i + origin) / stretch samples from A's grid centre; j of B's likewise.
  const originA = fit.track.start - (fit.length - 1) / 2;
  const originB = b.start - (other.surface.width - 1) / 2;
  const agree = Math.abs(match.lag - fit.lag) <= Math.round(SEGMENT_TOLERANCE * findDensity(query, fit.track));
  const fraction = match.usable > 0 ? match.congruent / match.usable : 0;
  const score = (fit.correlation + (agree ? SEGMENT_WEIGHT * fraction : 0)) / (1 + SEGMENT_WEIGHT);
  return {
    comparable: true,
    method: LAND_METHOD,
    methodVersion: LAND_METHOD_VERSION,
    score: Math.max(0, Math.min(1, score)),
    pose: { angle: 0, shiftX: ((fit.lag + originA - originB) / stretch) * pitch, shiftY: 0 },
    stretch: 1 / stretch,
    correlation: fit.correlation,
    overlap: measureOverlap(fit.track, b, fit.lag),
    cells: null,
    segments: match.segments.map((segment) => {
      const start = (segment.start + originA) / stretch;
      const length = segment.length / stretch;
      const place = segment.start + segment.length / 2 - segment.lag + originB;
      return {
        start: start * pitch,
        length: length * pitch,
        lag: (start + length / 2 - place) * pitch,
        correlation: segment.correlation,
        congruent: agree && segment.congruent,
      };
    }),
  };
}

/** Does once what every comparison with this land needs: the stretched profiles and their running sums. */
export function createLandQuery(mark: PreparedMark): LandQuery {
  const own = mark.profile ? createTrack(mark.profile) : null;
  const reversed = mark.profile ? createTrack(mark.profile.slice().reverse()) : null;
  const tracks = STRETCHES.flatMap((stretch): StretchedTrack[] => {
    const profile = mark.profile ? stretchProfile(mark.profile, stretch) : null;
    const track = profile && createTrack(profile);
    return profile && track ? [{ stretch, track, length: profile.length }] : [];
  });
  return {
    compareWith(other) {
      const obstacle = findObstacle(mark, other);
      if (obstacle) return refuse(obstacle);
      const b = other.profile ? createTrack(other.profile) : null;
      const lack = checkTrack(mark, own, "the first") ?? checkTrack(other, b, "the second");
      if (lack || !own || !reversed || !b) return refuse(lack ?? "There is no profile to compare.");
      const misfit = findMisfit(mark, other, own, b);
      if (misfit) return refuse(misfit);
      const density = findDensity(mark, own);
      const tolerance = Math.round(LAG_TOLERANCE * density);
      const fit = findBestFit(tracks, b, tolerance, findAnchors(mark, other));
      if (!fit) return refuse(`The two lands overlap by less than ${LEAST_OVERLAP * 100} % at every lag.`);
      const reversal = findReversal(own, reversed, b, { ...fit, tolerance });
      if (reversal) return refuse(reversal);
      const match = matchSegments(fit.track, b, fit.range, {
        length: Math.round(SEGMENT_LENGTH * density),
        tolerance: Math.round(SEGMENT_TOLERANCE * density),
      });
      return describeFit(mark, fit, b, other, match);
    },
  };
}

/**
 * Compares two prepared lands. The score is `(r + 0.3 c) / 1.3`, cut to 0..1: r is the Pearson correlation of the two
 * profiles at their best lag and stretch over at least 60 % of the shorter, c the share of profile segments that are
 * congruent, counted only when they confirm that same lag. Lags are sought within 60 um of laying a pair of groove shoulders
 * on each other. Two profiles that agree only backwards or inverted, that are too unequally wide, or that show opposite ends of their lands
 * are refused.
 *
 * Scale: two lands of known scale are compared in metres. Two images without scale are compared in pixels when their
 * width is the same, and the lengths of the method are then shares of the land's width; `pose` and `segments` are then in
 * units of `surface.incrementX`, not metres. Anything mixed is refused as not comparable, with the reason.
 */
export function compareLands(a: PreparedMark, b: PreparedMark): ComparisonOutcome {
  return createLandQuery(a).compareWith(b);
}
