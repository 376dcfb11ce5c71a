/** Measures the methods on a study: prepares, compares and scores it, and where asked fits on another and draws. */
import type { Label } from "../../analysis/evaluate/parse-labels.ts";
import type { LikelihoodModel } from "../../analysis/likelihood/likelihood-model.ts";
import type { Analysis } from "../../compose-analysis.ts";
import { SCORE_CAVEAT } from "../../domain/report.ts";
import type { Output } from "../command.ts";
import { assertDisjoint } from "./assert-disjoint.ts";
import { type ComparedStudy, compareStudy } from "./compare-study.ts";
import { describeLikelihood, describeScores } from "./describe-evaluation.ts";
import type { Evaluation, LikelihoodReport } from "./evaluation.ts";
import { describePopulation, fitOnStudy, judgeStudy } from "./judge-likelihood.ts";
import { createFirearmLookup } from "./measure-intervals.ts";
import { type PreparedStudy, prepareStudy, readStudies, type Spoiling, type StudyFile } from "./prepare-study.ts";
import { saveLikelihoodModel } from "./save-likelihood.ts";
import {
  type PairScores,
  type ScoreFigures,
  scorePairs,
  scoreVectors,
  summariseCounted,
  summariseScores,
} from "./score-study.ts";
import { type SearchFigures, searchStudy } from "./search-study.ts";
import { simulateGallery } from "./simulate-gallery.ts";
import { type PlottedStudy, writePlots } from "./write-plots.ts";
import { writeScores } from "./write-scores.ts";

const LIKELIHOOD_CAVEAT =
  "The likelihood ratio is an investigative ranking within the named population, not an evidential conclusion.";

export interface EvaluationPlan {
  /** Several are one study: every mark is compared with every other. */
  readonly folders: readonly string[];
  readonly mode: "pairs" | "search" | "all";
  readonly spoiling: Spoiling;
  /** How many simulated marks the search has to find the study's among; null: the search is not measured. Not with the mode "pairs". */
  readonly gallery: number | null;
  /** Folder of the study to fit likelihood ratios on; null for none. Not with the mode "search". */
  readonly fit: string | null;
  /** File for the model fitted on it, as the service reads it; null for none. */
  readonly save: string | null;
  /** Folder for charts, which exists; null for none. */
  readonly plots: string | null;
  /** File for the scores of all pairs as CSV; null for none. */
  readonly scores: string | null;
}

interface Judgement {
  readonly model: LikelihoodModel;
  readonly report: LikelihoodReport;
  readonly plotted: NonNullable<PlottedStudy["likelihood"]>;
}

/** Labels first: what is wrong with them is said before any long work. */
export async function evaluateStudy(plan: EvaluationPlan, analysis: Analysis, output: Output): Promise<Evaluation> {
  const { folders, mode, spoiling } = plan;
  const files = await readStudies(folders);
  if (plan.fit !== null) assertDisjoint(listLabels(await readStudies([plan.fit])), listLabels(files));
  const study = await prepareStudy(files, analysis, spoiling, output);
  const firearmOf = createFirearmLookup(study.marks);
  const compared = mode === "search" ? null : await compareStudy(study.marks, analysis, output);
  const scored = compared === null ? null : scorePairs(study.marks, compared.outcomes);
  const summary = scored === null ? null : summariseScores(scored.marks, firearmOf);
  const pairs = mode === "pairs" ? null : scoreVectors(study.marks, scored?.marks ?? null);
  const vectors = pairs === null ? null : summariseScores(pairs, firearmOf);
  const searched = plan.gallery === null ? null : await search(study, scored, plan.gallery, { analysis, output });
  const judged =
    plan.fit === null || scored === null ? null : await judge(plan.fit, scored, firearmOf, spoiling, analysis, output);
  const plotted = {
    notes: describeStudy(study, scored, spoiling),
    figures: describeFigures(summary, vectors, scored),
    compared: scored?.marks ?? null,
    vectors: pairs,
    likelihood: judged?.plotted ?? null,
  };
  const plots = plan.plots === null ? null : await writePlots(plan.plots, plotted, analysis.pool);
  if (plan.save !== null && judged !== null && scored !== null) {
    const against = describePopulation(study.marks, scored.marks, scored);
    await saveLikelihoodModel(plan.save, judged.model, judged.report, against);
  }
  if (plan.scores !== null && scored !== null) await writeScores(plan.scores, scored.marks);
  const result = {
    folder: folders.join(" + "),
    rotate: spoiling.turnSeed,
    halve: spoiling.halve,
    render: spoiling.render,
    marks: study.marks.length,
    ...summary,
    ...(scored?.exhibits ? { exhibit: summariseScores(scored.exhibits, firearmOf) } : {}),
    ...(scored === null ? {} : { cells: summariseCounted(scored, firearmOf) }),
    ...(vectors === null ? {} : { embedding: pickEmbedding(vectors) }),
    ...(searched === null ? {} : { search: searched }),
    ...(judged === null ? {} : { likelihood: judged.report }),
    ...(plots === null ? {} : { plots }),
    ...summariseTime(compared, analysis),
    failures: [...study.failures, ...(scored?.failures ?? [])],
    caveat: SCORE_CAVEAT,
  };
  return { result, vectors };
}

/** Among marks of the study's first region. */
async function search(
  study: PreparedStudy,
  scored: PairScores | null,
  gallery: number,
  needs: { readonly analysis: Analysis; readonly output: Output },
): Promise<SearchFigures | null> {
  const [first] = study.marks;
  if (first === undefined) return null;
  const strangers = await simulateGallery(first.region, gallery, needs.analysis, needs.output);
  const marks = [...study.marks, ...strangers];
  const pairs = scoreVectors(marks, scored?.marks ?? null, strangers.length);
  return searchStudy(marks, pairs, strangers.length, needs);
}

function listLabels(files: readonly StudyFile[]): Label[] {
  return files.map(({ label }) => label);
}

function pickEmbedding({ auc, rank1, recallAt10, map, interval }: ScoreFigures) {
  return { auc, rank1, recallAt10, map, interval };
}

function summariseTime(compared: ComparedStudy | null, analysis: Analysis) {
  if (compared === null) return {};
  return { secondsPerComparison: compared.secondsPerComparison, threads: analysis.pool.threads };
}

/** Fits on the study in `folder`, turned (and halved) by the same seed, and holds the ratios against the scored pairs. */
async function judge(
  folder: string,
  scored: PairScores,
  firearmOf: (name: string) => string,
  spoiling: Spoiling,
  analysis: Analysis,
  output: Output,
): Promise<Judgement> {
  const study = await prepareStudy(await readStudies([folder]), analysis, spoiling, output);
  const { outcomes } = await compareStudy(study.marks, analysis, output);
  const model = fitOnStudy(study.marks, scorePairs(study.marks, outcomes));
  const { sample, figures, interval, notComparable } = judgeStudy(model, scored.marks, firearmOf);
  const report: LikelihoodReport = {
    population: model.population,
    kind: model.density.kind,
    version: model.version,
    bounds: model.bounds,
    ...figures,
    interval,
    notComparable,
    fit: { folder, marks: study.marks.length, pairs: model.pairs, failures: study.failures.length },
    caveat: LIKELIHOOD_CAVEAT,
  };
  return { model, report, plotted: { sample, bounds: model.bounds, notes: describeLikelihood(report) } };
}

/** One sentence below every chart: what was measured, and how. */
function describeStudy(
  { marks }: PreparedStudy,
  scored: PairScores | null,
  { turnSeed, halve, render }: Spoiling,
): string[] {
  const list = (of: (mark: PreparedStudy["marks"][number]) => string): string[] => [
    ...new Set(marks.map(of).filter((name) => name !== "")),
  ];
  const names = list(({ label }) => label.study).join(", ") || "unnamed";
  const firearms = list(({ label }) => label.firearm).length;
  const turned =
    turnSeed === null
      ? "as they lie"
      : `areal scans turned and shifted at random${halve ? ", a random half removed" : ""} (seed ${turnSeed})`;
  const lit = render === null ? "" : `, topographies as images under ${render} light`;
  const method = scored?.method ? ` Method: ${scored.method}.` : "";
  return [
    `Study: ${names}; ${list(({ region }) => region).join(", ")}; ${marks.length} marks of ${firearms} firearms, ${turned}${lit}.${method}`,
  ];
}

function describeFigures(
  compared: ScoreFigures | null,
  vectors: ScoreFigures | null,
  scored: PairScores | null,
): string[] {
  const silent = scored?.marks.filter((pair) => !pair.comparable).length ?? 0;
  return [
    ...(compared === null ? [] : [describeScores("Comparison", compared)]),
    ...(vectors === null ? [] : [describeScores("Search vectors", vectors)]),
    ...(silent === 0 ? [] : [`${silent} pairs are not comparable and stand at a score of 0.`]),
  ];
}
