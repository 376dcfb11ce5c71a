/** Likelihood ratios fitted on one study and held against another. */
import { computeWilsonInterval, type Interval } from "../../analysis/evaluate/intervals.ts";
import type { ScoredPair } from "../../analysis/evaluate/scored-pair.ts";
import { chooseLikelihoodModel } from "../../analysis/likelihood/choose-likelihood-model.ts";
import type { RatioSample } from "../../analysis/likelihood/evidence.ts";
import { countIndependentPairs } from "../../analysis/likelihood/independent-pairs.ts";
import { computeLikelihoodRatio, type LikelihoodModel } from "../../analysis/likelihood/likelihood-model.ts";
import {
  computeCllr,
  type LikelihoodFigures,
  measureLikelihood,
} from "../../analysis/likelihood/measure-likelihood.ts";
import { bootstrap, intervalOrNull } from "./measure-intervals.ts";
import type { StudyMark } from "./prepare-study.ts";
import type { PairScores, StudyPair } from "./score-study.ts";

/** log10 likelihood ratio of each pair of the study; one that is not comparable has 0, no information. */
export interface JudgedStudy {
  readonly sample: RatioSample;
  readonly figures: { readonly [Name in keyof LikelihoodFigures]: number | null };
  readonly interval: {
    readonly cllr: Interval | null;
    readonly misleadingSame: Interval | null;
    readonly misleadingDifferent: Interval | null;
  };
  readonly notComparable: number;
}

const count = (marks: readonly StudyMark[], of: (mark: StudyMark) => string): number =>
  new Set(marks.map(of).filter((name) => name !== "")).size;

/** Which marks the ratios hold for, e.g. "weller: BreechFace, 30 exhibits of 5 firearms, ...". */
export function describePopulation(
  marks: readonly StudyMark[],
  pairs: readonly StudyPair[],
  scored: PairScores,
): string {
  const names = [...new Set(marks.map(({ label }) => label.study).filter((study) => study !== ""))].join(", ");
  const same = pairs.filter((pair) => pair.sameSource).length;
  return (
    `${names === "" ? "unnamed study" : names}: ${marks[0]?.region ?? "no region"}, ` +
    `${count(marks, ({ label }) => label.exhibit)} exhibits of ${count(marks, ({ label }) => label.firearm)} firearms, ` +
    `${same} same-source and ${pairs.length - same} different-source pairs, ${scored.method ?? "no method"}`
  );
}

/**
 * Fits on the comparable pairs of marks whose firearms are known. Errors: STUDY_UNSUITABLE where a class has too few pairs.
 */
export function fitOnStudy(marks: readonly StudyMark[], scored: PairScores): LikelihoodModel {
  // Two marks of unknown firearms are no different-source pair: nobody knows.
  const known = new Map(
    marks.filter(({ label }) => label.firearm !== "").map(({ label }) => [label.file, label.firearm]),
  );
  const pairs = scored.marks.flatMap((pair) => {
    const a = known.get(pair.a);
    const b = known.get(pair.b);
    return pair.comparable && a !== undefined && b !== undefined ? [{ ...pair, firearms: [a, b] as const }] : [];
  });
  const [method = "", methodVersion = ""] = scored.method?.split(" ") ?? [];
  return chooseLikelihoodModel(pairs, { population: describePopulation(marks, pairs, scored), method, methodVersion });
}

export function judgeStudy(
  model: LikelihoodModel,
  pairs: readonly StudyPair[],
  firearmOf: (name: string) => string,
): JudgedStudy {
  const judged = pairs.map((pair): ScoredPair => {
    const { a, b, sameSource } = pair;
    return { a, b, sameSource, score: pair.comparable ? computeLikelihoodRatio(model, pair).log10Lr : 0 };
  });
  const sample = toSample(judged);
  const figures = measureLikelihood(sample);
  const entries = Object.entries(figures).map(([name, value]) => [name, Number.isFinite(value) ? value : null]);
  // Wilson's trials are independent; pairs that share a firearm are not.
  const wilson = (sameSource: boolean, misleads: (value: number) => boolean): Interval | null => {
    const chosen = judged.filter((pair) => pair.sameSource === sameSource);
    const values = chosen.map(({ score }) => Number(misleads(score)));
    if (values.length === 0) return null;
    const trials = countIndependentPairs(
      values,
      chosen.map(({ a, b }) => [firearmOf(a), firearmOf(b)]),
    );
    return computeWilsonInterval((trials * values.filter((value) => value === 1).length) / values.length, trials);
  };
  return {
    sample,
    figures: Object.fromEntries(entries) as JudgedStudy["figures"],
    interval: {
      cllr: intervalOrNull(bootstrap(judged, firearmOf, (drawn) => computeCllr(toSample(drawn)))),
      misleadingSame: wilson(true, (value) => value < 0),
      misleadingDifferent: wilson(false, (value) => value > 0),
    },
    notComparable: pairs.filter((pair) => !pair.comparable).length,
  };
}

function toSample(judged: readonly ScoredPair[]): RatioSample {
  const ratios = (sameSource: boolean): number[] =>
    judged.filter((pair) => pair.sameSource === sameSource).map((pair) => pair.score);
  return { same: ratios(true), different: ratios(false) };
}
