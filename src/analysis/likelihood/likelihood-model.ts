/** From a comparison to a bounded likelihood ratio, for ordering and stopping: an investigative ranking, no conclusion. */
import { RibinError } from "../../domain/errors.ts";
import { type CellDensity, fitCellDensity, readCellRatio } from "./cell-density.ts";
import { findEmpiricalBounds, type IndependentCounts, type RatioBounds } from "./empirical-bounds.ts";
import type { LikelihoodEvidence, LikelihoodKind, LikelihoodPair } from "./evidence.ts";
import { countIndependentPairs } from "./independent-pairs.ts";
import { fitScoreDensity, readScoreRatio, type ScoreDensity } from "./score-density.ts";

/** Raised whenever the same pairs would give another ratio. */
export const LIKELIHOOD_VERSION = "2.0.0";

/** Plain JSON; it holds everything that a ratio needs. */
export interface LikelihoodModel {
  readonly version: string;
  /** Which marks, firearms and pairs it was fitted on: a ratio holds for no other population. */
  readonly population: string;
  /** The comparison whose outcomes it reads; a ratio of any other method or version would be none. */
  readonly method: string;
  readonly methodVersion: string;
  readonly pairs: { readonly same: number; readonly different: number };
  /** Of `pairs`, how many count: those that share a firearm repeat each other. */
  readonly independent: IndependentCounts;
  readonly density: ScoreDensity | CellDensity;
  readonly bounds: RatioBounds;
}

export interface LikelihoodRatio {
  /** Within lower..upper. */
  readonly log10Lr: number;
  /** Whether a bound cut it. */
  readonly bounded: boolean;
  readonly lower: number;
  readonly upper: number;
}

/** Fewer pairs of a class carry no density. */
const LEAST_PAIRS = 3;

/**
 * Fits the densities of both classes and, with the very same densities, the bounds. The bounds count pairs
 * that share a firearm for as much as they vary independently of it; `population` should say how many firearms there are.
 * @throws RibinError STUDY_UNSUITABLE with fewer than three pairs of a class, or with pairs without usable cells where the
 * kind is "cells"
 */
export function fitLikelihoodModel(
  pairs: readonly LikelihoodPair[],
  source: { population: string; kind: LikelihoodKind; method: string; methodVersion: string },
): LikelihoodModel {
  const same = pairs.filter((pair) => pair.sameSource);
  const different = pairs.filter((pair) => !pair.sameSource);
  if (Math.min(same.length, different.length) < LEAST_PAIRS) {
    throw new RibinError(
      "STUDY_UNSUITABLE",
      `Likelihood ratios need ${LEAST_PAIRS} comparable pairs of each class; there are ${same.length} same-source and ${different.length} different-source ones.`,
    );
  }
  const { kind, ...named } = source;
  const density =
    kind === "score"
      ? fitScoreDensity(
          same.map(({ score }) => score),
          different.map(({ score }) => score),
        )
      : fitCellDensity(same.map(requireCells), different.map(requireCells));
  const read = (evidence: LikelihoodEvidence): number => readRatio(density, evidence);
  const sample = { same: same.map(read), different: different.map(read) };
  const independent = {
    same: countIndependentPairs(sample.same, same.map(nameFirearms)),
    different: countIndependentPairs(sample.different, different.map(nameFirearms)),
  };
  return {
    version: LIKELIHOOD_VERSION,
    ...named,
    pairs: { same: same.length, different: different.length },
    independent,
    density,
    bounds: findEmpiricalBounds(sample, independent),
  };
}

function nameFirearms({ firearms }: LikelihoodPair): readonly [string, string] {
  return firearms;
}

function requireCells({ cells }: LikelihoodEvidence): { usable: number; congruent: number } {
  if (cells === null || cells.usable === 0) {
    throw new RibinError("STUDY_UNSUITABLE", "A likelihood ratio of cell counts needs usable cells in every pair.");
  }
  return cells;
}

function readRatio(density: ScoreDensity | CellDensity, evidence: LikelihoodEvidence): number {
  if (density.kind === "score") return readScoreRatio(density, evidence.score);
  return readCellRatio(density, requireCells(evidence));
}

/**
 * The likelihood ratio of one comparison under the model, cut to its bounds. It never falls as the score grows ("score"),
 * or as the count grows among equally many usable cells ("cells").
 * @throws RibinError STUDY_UNSUITABLE where the model reads cells and the evidence has none
 */
export function computeLikelihoodRatio(model: LikelihoodModel, evidence: LikelihoodEvidence): LikelihoodRatio {
  const { lower, upper } = model.bounds;
  const ratio = readRatio(model.density, evidence);
  const log10Lr = Math.max(lower, Math.min(upper, ratio));
  return { log10Lr, bounded: log10Lr !== ratio, lower, upper };
}
