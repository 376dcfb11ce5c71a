/** The figures of a compared study: geometric scores, cells, bullets over all phases, vectors. */
import type { ComparisonOutcome } from "../../analysis/compare/comparison.ts";
import type { Label } from "../../analysis/evaluate/parse-labels.ts";
import { computeRanking } from "../../analysis/evaluate/ranking.ts";
import { computeEqualErrorRate, computeRocAuc, findExtremes } from "../../analysis/evaluate/roc.ts";
import { scoreLandOutcomes } from "../../analysis/evaluate/score-bullet-study.ts";
import { type ScoredPair, splitScores } from "../../analysis/evaluate/scored-pair.ts";
import { type CellCount, type CellFigures, summariseCells } from "../../analysis/evaluate/summarise-cells.ts";
import type { LikelihoodEvidence } from "../../analysis/likelihood/evidence.ts";
import { turnVector } from "../../domain/turn-vector.ts";
import {
  type CellIntervals,
  measureCellIntervals,
  measureScoreIntervals,
  type ScoreIntervals,
} from "./measure-intervals.ts";
import type { Failure, StudyMark } from "./prepare-study.ts";

export interface ScoreFigures {
  readonly pairs: number;
  readonly sameSource: number;
  readonly auc: number | null;
  readonly eer: number | null;
  readonly rank1: number | null;
  readonly recallAt10: number | null;
  readonly map: number | null;
  readonly minSameSource: number | null;
  readonly maxDifferentSource: number | null;
  readonly interval: ScoreIntervals;
}

type Outcomes = readonly (readonly (ComparisonOutcome | null)[])[];

/** NaN has no JSON: a figure of an empty class is null. */
function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function summariseScores(pairs: readonly ScoredPair[], firearmOf: (name: string) => string): ScoreFigures {
  const { same, different } = splitScores(pairs);
  const ranking = computeRanking(pairs);
  const { minSameSource, maxDifferentSource } = findExtremes(same, different);
  return {
    pairs: pairs.length,
    sameSource: same.length,
    auc: orNull(computeRocAuc(same, different)),
    eer: orNull(computeEqualErrorRate(same, different)),
    rank1: orNull(ranking.rank1),
    recallAt10: orNull(ranking.recallAtK),
    map: orNull(ranking.meanAveragePrecision),
    minSameSource: orNull(minSameSource),
    maxDifferentSource: orNull(maxDifferentSource),
    interval: measureScoreIntervals(pairs, firearmOf),
  };
}

/** Whether two marks are of one source: the very surface where the study knows it, otherwise the firearm. */
function isSameSource(a: Label, b: Label): boolean {
  if (a.mark !== "" && b.mark !== "") return a.mark === b.mark;
  return a.firearm !== "" && a.firearm === b.firearm;
}

/** A pair of marks with what a likelihood ratio reads; one that is not comparable has no evidence, its score 0 is none. */
export interface StudyPair extends ScoredPair, LikelihoodEvidence {
  readonly comparable: boolean;
}

export interface PairScores {
  readonly marks: readonly StudyPair[];
  /** Name and version of the comparison method; null where nothing was compared. */
  readonly method: string | null;
  /** Bullets over all phases; null where the study has no lands. */
  readonly exhibits: readonly ScoredPair[] | null;
  /** Pairs that have congruent cells counted; null where the study has no areal marks. */
  readonly counted: readonly (ScoredPair & CellCount)[] | null;
  readonly failures: readonly Failure[];
}

/** The figures of congruent cells and their intervals; null without pairs of both classes. */
export function summariseCounted(
  { counted }: PairScores,
  firearmOf: (name: string) => string,
): (CellFigures & { readonly interval: CellIntervals }) | null {
  const figures = counted === null ? null : summariseCells(counted);
  if (counted === null || figures === null) return null;
  return { ...figures, interval: measureCellIntervals(counted, firearmOf) };
}

/** Scores pairs of marks of different exhibits; for lands also the bullets. A pair that is not comparable scores 0. */
export function scorePairs(marks: readonly StudyMark[], outcomes: Outcomes): PairScores {
  if (marks.every((mark) => mark.region === "LEA") && marks.length > 0) return scoreBullets(marks, outcomes);
  const scored: StudyPair[] = [];
  const counted: (ScoredPair & CellCount)[] = [];
  const failures: Failure[] = [];
  for (const [i, a] of marks.entries()) {
    for (let j = i + 1; j < marks.length; j++) {
      const b = marks[j] as StudyMark;
      const outcome = outcomes[i]?.[j] ?? null;
      if (outcome === null || a.label.exhibit === b.label.exhibit) continue;
      const sameSource = isSameSource(a.label, b.label);
      const score = outcome.comparable ? outcome.score : 0;
      const names = { a: a.label.file, b: b.label.file };
      const cells = outcome.comparable ? outcome.cells : null;
      const pair = { ...names, sameSource, score };
      scored.push({ ...pair, comparable: outcome.comparable, cells });
      if (!outcome.comparable) failures.push({ file: `${a.label.file}, ${b.label.file}`, reason: outcome.reason });
      if (cells !== null) counted.push({ ...pair, congruent: cells.congruent, usable: cells.usable });
    }
  }
  return { marks: scored, method: nameMethod(outcomes), exhibits: null, counted, failures };
}

function scoreBullets(marks: readonly StudyMark[], outcomes: Outcomes): PairScores {
  const study = scoreLandOutcomes(
    marks.map((mark) => mark.label),
    outcomes,
  );
  const failures = study.failures.map(({ a, b, reason }) => ({ file: `${a}, ${b}`, reason }));
  const failed = new Set(study.failures.map(nameOfPair));
  const lands = study.landPairs.map((pair) => ({ ...pair, comparable: !failed.has(nameOfPair(pair)), cells: null }));
  return { marks: lands, method: nameMethod(outcomes), exhibits: study.bulletPairs, counted: null, failures };
}

function nameMethod(outcomes: Outcomes): string | null {
  const first = outcomes.flat().find((outcome) => outcome !== null && outcome !== undefined);
  return first ? `${first.method} ${first.methodVersion}` : null;
}

/**
 * Pairs scored by the cosine of their vectors alone, as the search sees them: at the best of the turns that the model knows. `compared`
 * knows which lands without a `mark` are the same (those in phase); without it nobody does, and such pairs are left out.
 * The last `searched` marks ask for nothing: no pair is of two of them.
 */
export function scoreVectors(
  marks: readonly StudyMark[],
  compared: readonly ScoredPair[] | null,
  searched = 0,
): ScoredPair[] {
  const inPhase = compared === null ? null : new Set(compared.filter((pair) => pair.sameSource).map(nameOfPair));
  const scored: ScoredPair[] = [];
  for (const [i, a] of marks.slice(0, marks.length - searched).entries()) {
    const turned = turnVector(a.vector, a.turning);
    for (const b of marks.slice(i + 1)) {
      if (a.region !== b.region || a.label.exhibit === b.label.exhibit) continue;
      const pair = { a: a.label.file, b: b.label.file };
      const unmarked = a.region === "LEA" && (a.label.mark === "" || b.label.mark === "");
      if (unmarked && inPhase === null) continue;
      const sameSource = unmarked ? inPhase?.has(nameOfPair(pair)) === true : isSameSource(a.label, b.label);
      scored.push({ ...pair, sameSource, score: Math.max(...turned.map((vector) => multiply(vector, b.vector))) });
    }
  }
  return scored;
}

function multiply(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * (b[k] ?? 0);
  return sum;
}

/** No file name has a line break. */
function nameOfPair({ a, b }: Pick<ScoredPair, "a" | "b">): string {
  return `${a}\n${b}`;
}
