/** Counts of congruent cells to likelihood ratios: beta-binomial for same source, binomial for different source. */
import { logBeta } from "./log-gamma.ts";
import { poolAdjacentViolators } from "./pool-adjacent-violators.ts";

export interface CellCounts {
  readonly usable: number;
  readonly congruent: number;
}

export interface CellDensity {
  readonly kind: "cells";
  /** Beta distribution of the chance that a cell of a same-source pair is congruent: it differs from pair to pair. */
  readonly same: { readonly alpha: number; readonly beta: number };
  /** Chance that a cell of a different-source pair is congruent. */
  readonly different: { readonly chance: number };
}

/** Correlation of the cells of a pair: a few firearms do not prove that it is less; with more the beta has no shape. */
const LEAST_CORRELATION = 0.01;
const MOST_CORRELATION = 0.9;

/** Share of congruent cells with half a cell added to either side (Jeffreys), so that none seen is not never. */
function estimateChance(counts: readonly CellCounts[]): number {
  const congruent = counts.reduce((sum, count) => sum + count.congruent, 0);
  const usable = counts.reduce((sum, count) => sum + count.usable, 0);
  return (congruent + 0.5) / (usable + 1);
}

/**
 * Moments of a beta-binomial with unequal numbers of trials (Kleinman 1973), each pair weighing by its usable cells:
 * rho = (S - pq B) / (pq (A - B)) with S the weighted variance of the shares, A = sum w (1 - w), B = sum w (1 - w) / n,
 * and alpha + beta = 1 / rho - 1.
 */
function fitBeta(counts: readonly CellCounts[]): { alpha: number; beta: number } {
  const chance = estimateChance(counts);
  const usable = counts.reduce((sum, count) => sum + count.usable, 0);
  const mean = counts.reduce((sum, count) => sum + count.congruent, 0) / usable;
  let variance = 0;
  let spread = 0;
  let sampling = 0;
  for (const { usable: cells, congruent } of counts) {
    const weight = cells / usable;
    variance += weight * (congruent / cells - mean) ** 2;
    spread += weight * (1 - weight);
    sampling += (weight * (1 - weight)) / cells;
  }
  const unit = chance * (1 - chance);
  const found = spread > sampling ? (variance - unit * sampling) / (unit * (spread - sampling)) : 0;
  const correlation = Math.max(LEAST_CORRELATION, Math.min(MOST_CORRELATION, found));
  const total = 1 / correlation - 1;
  return { alpha: chance * total, beta: (1 - chance) * total };
}

/** Fits both classes; neither is empty and every count has a usable cell. */
export function fitCellDensity(same: readonly CellCounts[], different: readonly CellCounts[]): CellDensity {
  return { kind: "cells", same: fitBeta(same), different: { chance: estimateChance(different) } };
}

/**
 * log10 likelihood ratio of a count, without bounds: the two probabilities of `congruent` of `usable` (the number of ways to
 * choose the cells cancels). At equal usable cells it never falls as the count grows: where the beta reaches below the
 * chance of different sources it would, and pool adjacent violators, each count weighing as probable as it is, levels that.
 * 0 without usable cells.
 */
export function readCellRatio(density: CellDensity, { usable, congruent }: CellCounts): number {
  const { alpha, beta } = density.same;
  const { chance } = density.different;
  const ratios: number[] = [];
  const weights: number[] = [];
  for (let count = 0; count <= usable; count++) {
    const logWays = -Math.log(usable + 1) - logBeta(count + 1, usable - count + 1);
    const logSame = logBeta(count + alpha, usable - count + beta) - logBeta(alpha, beta);
    const logDifferent = count * Math.log(chance) + (usable - count) * Math.log1p(-chance);
    ratios.push((logSame - logDifferent) / Math.LN10);
    weights.push(Math.exp(logWays + logSame) + Math.exp(logWays + logDifferent) + Number.MIN_VALUE);
  }
  return usable === 0 ? 0 : poolAdjacentViolators(ratios, weights)[Math.min(usable, congruent)];
}
