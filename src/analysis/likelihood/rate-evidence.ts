/** The likelihood ratio that may be shown beside a candidate, with all that must stand beside it. */
import type { Comparison, NotComparable } from "../compare/comparison.ts";
import type { SubclassRisk } from "../compare/subclass.ts";
import type { RatioBounds } from "./empirical-bounds.ts";
import type { LikelihoodEvidence } from "./evidence.ts";
import { computeLikelihoodRatio, type LikelihoodModel } from "./likelihood-model.ts";

/** Stands wherever a ratio is shown. */
export const RATING_CAVEAT = "An investigative ranking, not an evidential conclusion.";

/** Plain JSON. */
export interface EvidenceRating {
  readonly rated: true;
  /** Within the bounds: how many times likelier the outcome is under one source than under two, as a power of ten. */
  readonly log10Lr: number;
  /** Whether a bound cut it. */
  readonly bounded: boolean;
  readonly bounds: RatioBounds;
  /** For which marks and firearms it holds. */
  readonly population: string;
  readonly caveat: typeof RATING_CAVEAT;
}

/** Why there is no ratio, in words for an examiner. */
export interface RatingRefusal {
  readonly rated: false;
  readonly reason: string;
}

export type RatingOutcome = EvidenceRating | RatingRefusal;

/** What of an outcome is read: an outcome as it is, or what was stored of it. */
export type RatedOutcome =
  | (Pick<Comparison, "comparable" | "method" | "methodVersion"> &
      LikelihoodEvidence & { readonly subclass?: Pick<SubclassRisk, "risk"> | null })
  | NotComparable;

/**
 * Rates the outcome of a comparison under a model. Refused, with the reason: an outcome that is not comparable, one of another
 * method or of another version of it, one without the usable cells that the model reads, and one at a subclass risk: the
 * different-source pairs of a fit were no pairs that one tool had marked alike, and its ratio would mislead.
 */
export function rateEvidence(model: LikelihoodModel, outcome: RatedOutcome): RatingOutcome {
  const { method, methodVersion } = outcome;
  if (method !== model.method || methodVersion !== model.methodVersion) {
    return refuse(
      `The ratios were fitted on ${model.method} ${model.methodVersion}; this comparison is by ${method} ${methodVersion}.`,
    );
  }
  if (!outcome.comparable) return refuse(`The two are not comparable: ${outcome.reason}`);
  if (outcome.subclass?.risk === "subclass risk") {
    return refuse("Subclass risk: the ratios were not fitted on toolmarks that several firearms share.");
  }
  if (model.density.kind === "cells" && (outcome.cells === null || outcome.cells.usable === 0)) {
    return refuse("The ratios read counts of cells; this comparison has no usable cells.");
  }
  const { log10Lr, bounded } = computeLikelihoodRatio(model, outcome);
  return { rated: true, log10Lr, bounded, bounds: model.bounds, population: model.population, caveat: RATING_CAVEAT };
}

function refuse(reason: string): RatingRefusal {
  return { rated: false, reason };
}
