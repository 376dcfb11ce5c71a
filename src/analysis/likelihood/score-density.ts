/** Scores to likelihood ratios: a kernel density of each class on the log-odds of the score. */
import { poolAdjacentViolators } from "./pool-adjacent-violators.ts";

/** A table of log10 likelihood ratios over log-odds of the score, never falling; between its points it is straight. */
export interface ScoreDensity {
  readonly kind: "score";
  /** Silverman's bandwidths, in log-odds. */
  readonly bandwidths: { readonly same: number; readonly different: number };
  readonly from: number;
  readonly step: number;
  readonly log10Ratios: readonly number[];
}

/** Scores are cut to EDGE .. 1 - EDGE: so near to 0 or 1 log-odds tell differences that no measurement carries. */
const EDGE = 0.005;
const REACH = Math.log((1 - EDGE) / EDGE);
const POINTS = 301;
/** Equal scores have no spread; a kernel narrower than this (in log-odds) would take them for certainty. */
const LEAST_BANDWIDTH = 0.1;
/** Keeps the guard's weights above 0 where neither class has scores. */
const LEAST_WEIGHT = 1e-9;

function toLogOdds(score: number): number {
  const cut = Math.max(EDGE, Math.min(1 - EDGE, score));
  return Math.log(cut / (1 - cut));
}

/**
 * Silverman's rule of thumb (1986, eq. 3.31): 0.9 min(standard deviation, interquartile range / 1.34) n^(-1/5). Where half the
 * values are equal the standard deviation alone counts. At least 0.1.
 */
function chooseBandwidth(values: readonly number[]): number {
  const sorted = [...values].sort((p, q) => p - q);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, values.length - 1));
  const quantile = (share: number): number => {
    const at = share * (sorted.length - 1);
    const low = Math.floor(at);
    const high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  };
  const range = (quantile(0.75) - quantile(0.25)) / 1.34;
  const spread = range > 0 ? Math.min(deviation, range) : deviation;
  return Math.max(LEAST_BANDWIDTH, 0.9 * spread * values.length ** -0.2);
}

/** Natural logarithm of the Gaussian kernel density at `x`; summed in logarithms, so that tails never become 0. */
function computeLogDensity(values: readonly number[], bandwidth: number, x: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) least = Math.min(least, Math.abs(x - value));
  let sum = 0;
  for (const value of values) sum += Math.exp((least ** 2 - (x - value) ** 2) / (2 * bandwidth ** 2));
  const scale = Math.log(values.length * bandwidth * Math.sqrt(2 * Math.PI));
  return Math.log(sum) - least ** 2 / (2 * bandwidth ** 2) - scale;
}

/**
 * Fits the table on the scores (0..1) of both classes, neither empty. The ratio of two kernel densities need not rise with the
 * score (a wider class overtakes in both tails, small samples make waves): pool adjacent violators, each point weighing as
 * much as the densities there, makes it the nearest one that does.
 */
export function fitScoreDensity(same: readonly number[], different: readonly number[]): ScoreDensity {
  const logOddsSame = same.map(toLogOdds);
  const logOddsDifferent = different.map(toLogOdds);
  const bandwidths = { same: chooseBandwidth(logOddsSame), different: chooseBandwidth(logOddsDifferent) };
  const step = (2 * REACH) / (POINTS - 1);
  const ratios: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < POINTS; i++) {
    const x = -REACH + i * step;
    const logSame = computeLogDensity(logOddsSame, bandwidths.same, x);
    const logDifferent = computeLogDensity(logOddsDifferent, bandwidths.different, x);
    ratios.push((logSame - logDifferent) / Math.LN10);
    weights.push(Math.exp(logSame) + Math.exp(logDifferent) + LEAST_WEIGHT);
  }
  return { kind: "score", bandwidths, from: -REACH, step, log10Ratios: poolAdjacentViolators(ratios, weights) };
}

/** log10 likelihood ratio of a score, without bounds. */
export function readScoreRatio(density: ScoreDensity, score: number): number {
  const { from, step, log10Ratios } = density;
  const at = Math.max(0, Math.min(log10Ratios.length - 1, (toLogOdds(score) - from) / step));
  const low = Math.min(log10Ratios.length - 2, Math.floor(at));
  return log10Ratios[low] + (at - low) * (log10Ratios[low + 1] - log10Ratios[low]);
}
