/**
 * Congruent matching profile segments (CMPS): W. Chen, Chu, Song, Zheng & Soons (2019), "Congruent Matching Profile
 * Segments (CMPS) method for ballistic striation comparisons"; peaks at three segment lengths after Ju & Hofmann (2022).
 * Positions and lengths are samples of the first profile; lags as in `correlateLags`.
 */
import { correlateLags, type LagRange, type Track } from "./land-correlate.ts";

/** Lengths sought around the middle of each segment, in segment lengths, and how many peaks of each may speak. */
const LEVELS = [
  { lengths: 1, peaks: 5 },
  { lengths: 2, peaks: 3 },
  { lengths: 4, peaks: 1 },
];
/** A stretch counts at a lag when at least this share of it lies on data. */
const LEAST_FILLED = 0.75;
/** Below this a peak confirms nothing. Anything from 0.3 to 0.5 gives the same figures within what the sets can tell. */
const LEAST_CORRELATION = 0.4;

export interface Segment {
  readonly start: number;
  readonly length: number;
  /** Where this segment agrees best with the common lag, or its own best lag where it does not agree. */
  readonly lag: number;
  readonly correlation: number;
  readonly congruent: boolean;
}

export interface SegmentMatch {
  readonly segments: readonly Segment[];
  /** The lag on which most segments agree. */
  readonly lag: number;
  readonly usable: number;
  readonly congruent: number;
}

interface Peak {
  readonly lag: number;
  readonly correlation: number;
}

/** A view on part of a track; lags against it are offset by `start`. */
function cutTrack(track: Track, start: number, length: number): Track {
  const sums = track.sums.subarray(start, start + length + 1);
  const squares = track.squares.subarray(start, start + length + 1);
  let count = track.holes ? 0 : length;
  if (track.holes) for (let i = start; i < start + length; i++) count += track.present[i];
  return {
    values: track.values.subarray(start, start + length),
    present: track.present.subarray(start, start + length),
    holes: count < length,
    sums,
    squares,
    start: track.start + start,
    count,
  };
}

/** The highest local maxima of the correlation of one stretch of `a` with `b` over the range. */
function findPeaks(a: Track, b: Track, start: number, length: number, range: LagRange, count: number): Peak[] {
  const part = cutTrack(a, start, length);
  const least = LEAST_FILLED * length;
  if (part.count < least) return [];
  const curve = correlateLags(part, b, { first: range.first - start, last: range.last - start }, least);
  const size = curve.length;
  const peaks: Peak[] = [];
  for (let k = 0; k < size; k++) {
    const here = curve[k];
    if (Number.isNaN(here)) continue;
    if (k > 0 && curve[k - 1] > here) continue;
    if (k + 1 < size && curve[k + 1] >= here) continue;
    peaks.push({ lag: range.first + k, correlation: here });
  }
  return peaks.sort((p, q) => q.correlation - p.correlation).slice(0, count);
}

interface SoughtSegment {
  /** Peaks of the segment itself, best first. */
  readonly peaks: readonly Peak[];
  /** Those that are high enough and have a high enough peak of every longer stretch (that has data) near them. */
  readonly confirmed: readonly Peak[];
}

function seekSegment(
  a: Track,
  b: Track,
  start: number,
  length: number,
  range: LagRange,
  tolerance: number,
): SoughtSegment {
  const levels = LEVELS.map((level) => {
    const long = Math.min(a.values.length, length * level.lengths);
    const first = Math.round(start + length / 2 - long / 2);
    return findPeaks(a, b, Math.max(0, Math.min(a.values.length - long, first)), long, range, level.peaks);
  });
  const [peaks, ...longer] = levels;
  const speaks = ({ correlation }: Peak): boolean => correlation >= LEAST_CORRELATION;
  const confirmed = peaks.filter(
    (peak) =>
      speaks(peak) &&
      // A longer stretch with too much missing has no peaks; it cannot object.
      longer.every(
        (level) =>
          level.length === 0 || level.some((other) => speaks(other) && Math.abs(other.lag - peak.lag) <= tolerance),
      ),
  );
  return { peaks, confirmed };
}

/**
 * Cuts `a` into segments of `length`, seeks each in `b` over the range, and counts those that confirm one common lag
 * within `tolerance`.
 */
export function matchSegments(
  a: Track,
  b: Track,
  range: LagRange,
  options: { length: number; tolerance: number },
): SegmentMatch {
  const { length, tolerance } = options;
  const count = Math.floor(a.values.length / length);
  const found = Array.from({ length: count }, (_, i) => {
    const start = i * length;
    return { start, ...seekSegment(a, b, start, length, range, tolerance) };
  }).filter(({ peaks }) => peaks.length > 0);

  let lag = 0;
  let most = -1;
  for (const { confirmed } of found) {
    for (const candidate of confirmed) {
      let votes = 0;
      for (const other of found) {
        const near = other.confirmed.filter((peak) => Math.abs(peak.lag - candidate.lag) <= tolerance);
        if (near.length > 0) votes += 1 + 1e-3 * Math.max(...near.map((peak) => peak.correlation));
      }
      if (votes > most) {
        most = votes;
        lag = candidate.lag;
      }
    }
  }
  const segments = found.map(({ start, peaks, confirmed }): Segment => {
    const agreeing = confirmed.filter((peak) => Math.abs(peak.lag - lag) <= tolerance);
    const best = agreeing[0] ?? peaks[0];
    return { start, length, lag: best.lag, correlation: best.correlation, congruent: agreeing.length > 0 };
  });
  return {
    segments,
    lag,
    usable: segments.length,
    congruent: segments.filter((segment) => segment.congruent).length,
  };
}
