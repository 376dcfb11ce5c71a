/** What a comparison yields for a likelihood ratio. Plain JSON. */

export interface LikelihoodEvidence {
  /** Of the comparison, 0..1, larger is more alike. */
  readonly score: number;
  /** Of areal methods; null for striated marks. */
  readonly cells: { readonly usable: number; readonly congruent: number } | null;
}

/** Evidence with the truth about it, to fit a model on or to hold one against. */
export interface LikelihoodPair extends LikelihoodEvidence {
  readonly sameSource: boolean;
  /** The firearms of the two, the same one twice for a same-source pair: pairs that share one are not independent. */
  readonly firearms: readonly [string, string];
}

/** Which part of the evidence a model reads: the score, or the count of congruent cells among the usable ones. */
export type LikelihoodKind = "score" | "cells";

/** log10 likelihood ratios of pairs whose truth is known. */
export interface RatioSample {
  readonly same: readonly number[];
  readonly different: readonly number[];
}
