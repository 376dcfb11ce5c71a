/** Where the land ends and the grooves begin. Columns are counted from the left border of the scan. */
import { solveLinearSystem } from "../filter/solve-linear-system.ts";
import type { Surface } from "../surface.ts";
import { findMedian } from "./land-signal.ts";
import { smoothProfile } from "./smooth-profile.ts";

export interface Shoulders {
  /** First column of the land and one past its last. */
  readonly left: number;
  readonly right: number;
  /** False where no shoulder was seen on that side and the land ends with the data instead. */
  readonly leftFound: boolean;
  readonly rightFound: boolean;
  /** Height of the land's form (metres) in each column; null for an image, whose form is not known. */
  readonly form: Float32Array | null;
}

/** Metres. A groove stands at least this far off the land's form, over at least this length. */
const RISE = 12e-6;
const RISE_LENGTH = 60e-6;
/** Metres. The land proper begins where the flank has come down to this. */
const FOOT = 5e-6;
/** Metres. Points this close to the form support it; beyond the reach they count nothing. */
const SUPPORT = 6e-6;
const SUPPORT_REACH = 10e-6;
/** Cut-off (metres) of the smoothing before shoulders are read: narrower than a flank, wider than most striae. */
const SMOOTHING = 40e-6;
/** Metres off each shoulder that are given up with it: the foot of the flank is no stria. */
const MARGIN = 16e-6;
/** The form is first fitted to these stretches of the scan (start, length as shares); the best supported one wins. */
const STARTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
const LENGTHS = [0.4, 0.6];
const FIT_ROUNDS = 25;

/** In an image a shoulder is where fewer than this share of the column is surface (steep flanks send no light back). */
const LEAST_COVERAGE = 0.85;
/** Shoulders are sought outside this middle share of the width that holds data. */
const MIDDLE = 0.5;
/** Share of the width with data that is given up beside a shoulder in an image. */
const IMAGE_MARGIN = 0.0075;

/** Fits 1, u, u^2 with the given weights and returns what is left of the profile. */
function subtractParabola(profile: Float32Array, weights: Float64Array): Float32Array | null {
  const width = profile.length;
  const powers = new Float64Array(5);
  const right = new Float64Array(3);
  for (let x = 0; x < width; x++) {
    if (weights[x] === 0 || Number.isNaN(profile[x])) continue;
    const u = (2 * x) / width - 1;
    let term = weights[x];
    for (let k = 0; k < 5; k++) {
      powers[k] += term;
      if (k < 3) right[k] += term * profile[x];
      term *= u;
    }
  }
  const matrix = Float64Array.from({ length: 9 }, (_, i) => powers[Math.floor(i / 3) + (i % 3)]);
  const fit = solveLinearSystem(matrix, right);
  if (!fit) return null;
  return profile.map((z, x) => {
    const u = (2 * x) / width - 1;
    return z - (fit[0] + fit[1] * u + fit[2] * u * u);
  });
}

/** Robust (Tukey biweight) parabola started on one stretch; what is left of the profile, and how many points support it. */
function fitForm(profile: Float32Array, start: number, end: number): { rest: Float32Array; support: number } | null {
  const weights = new Float64Array(profile.length);
  weights.fill(1, start, end);
  let rest = subtractParabola(profile, weights);
  for (let round = 0; rest && round < FIT_ROUNDS; round++) {
    for (let x = 0; x < weights.length; x++) {
      const share = rest[x] / SUPPORT_REACH;
      weights[x] = Math.abs(share) < 1 ? (1 - share * share) ** 2 : 0;
    }
    rest = subtractParabola(profile, weights);
  }
  if (!rest) return null;
  let support = 0;
  for (const value of rest) if (Math.abs(value) < SUPPORT) support++;
  return { rest, support };
}

function takeMedianProfile(surface: Surface): Float32Array {
  const { width, height, values } = surface;
  const profile = new Float32Array(width);
  const first = Math.floor(height * 0.15);
  const last = Math.ceil(height * 0.85);
  const column = new Float32Array(last - first);
  for (let x = 0; x < width; x++) {
    for (let y = first; y < last; y++) column[y - first] = values[y * width + x];
    profile[x] = findMedian(column);
  }
  return profile;
}

/** Walks from `centre` outwards; returns the last column before the profile leaves the form for good. */
function walkOutwards(rest: Float32Array, centre: number, step: 1 | -1, increment: number) {
  const length = Math.round(RISE_LENGTH / increment);
  let last = centre;
  let risen = 0;
  for (let x = centre; x >= 0 && x < rest.length; x += step) {
    if (rest[x] < RISE) {
      risen = 0;
      last = x;
    } else if (!Number.isNaN(rest[x]) && ++risen >= length) break;
  }
  // A scan that ends on the flank shows less of the groove, but shows it.
  const found = risen >= length / 4;
  while (found && last !== centre && rest[last] > FOOT) last -= step;
  return { column: last, found };
}

/**
 * Shoulders of a topography (metres): a robust parabola is laid through the land, whichever part of the scan it takes up,
 * and each side ends where the grooves rise off it. Null when no land-like form is found.
 */
export function findTopographyShoulders(surface: Surface): Shoulders | null {
  const profile = takeMedianProfile(surface);
  let best: { rest: Float32Array; support: number } | null = null;
  for (const length of LENGTHS) {
    for (const start of STARTS) {
      if (start + length > 1) continue;
      const fit = fitForm(profile, Math.floor(start * profile.length), Math.ceil((start + length) * profile.length));
      if (fit && fit.support > (best?.support ?? 0)) best = fit;
    }
  }
  if (!best) return null;
  const fitted = best;
  const rest = smoothProfile(fitted.rest, SMOOTHING / surface.incrementX, 0);
  let sum = 0;
  let count = 0;
  for (let x = 0; x < rest.length; x++) {
    if (!(Math.abs(rest[x]) < SUPPORT)) continue;
    sum += x;
    count++;
  }
  if (count === 0) return null;
  const centre = Math.round(sum / count);
  const left = walkOutwards(rest, centre, -1, surface.incrementX);
  const right = walkOutwards(rest, centre, 1, surface.incrementX);
  const margin = Math.round(MARGIN / surface.incrementX);
  return {
    left: left.column + margin,
    right: right.column + 1 - margin,
    leftFound: left.found,
    rightFound: right.found,
    form: profile.map((z, x) => z - fitted.rest[x]),
  };
}

/** Share of each column, between its first and last point of surface, that is surface. */
function measureCoverage(surface: Surface): Float32Array {
  const { width, height, values } = surface;
  const coverage = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    let first = -1;
    let last = -1;
    let count = 0;
    for (let y = 0; y < height; y++) {
      const value = values[y * width + x];
      if (Number.isNaN(value)) continue;
      if (first < 0) first = y;
      last = y;
      count++;
    }
    if (count > 0) coverage[x] = count / Math.max(last - first + 1, 0.4 * height);
  }
  return coverage;
}

/**
 * Shoulders of an image of a land: going outwards, the first columns of which much is missing. Where none is, the land
 * ends with the surface. Null when the image holds hardly any surface.
 */
export function findImageShoulders(surface: Surface): Shoulders | null {
  const coverage = measureCoverage(surface);
  let start = 0;
  while (start < surface.width && coverage[start] <= 0.5) start++;
  let end = surface.width - 1;
  while (end > start && coverage[end] <= 0.5) end--;
  if (end - start < 32) return null;
  const smooth = smoothProfile(coverage, 10, 0);
  const centre = (start + end) / 2;
  const half = ((end - start) * MIDDLE) / 2;
  const margin = Math.max(1, Math.round(IMAGE_MARGIN * (end - start)));
  let left = Math.floor(centre - half);
  while (left > start && smooth[left] >= LEAST_COVERAGE) left--;
  let right = Math.ceil(centre + half);
  while (right < end && smooth[right] >= LEAST_COVERAGE) right++;
  return {
    left: left + margin,
    right: right + 1 - margin,
    leftFound: left > start,
    rightFound: right < end,
    form: null,
  };
}
