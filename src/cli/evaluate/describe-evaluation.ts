/** The result of `ribin evaluate` in words. */
import type { Interval } from "../../analysis/evaluate/intervals.ts";
import { SCORE_CAVEAT } from "../../domain/report.ts";
import { formatTable } from "../write-result.ts";
import type { Evaluation, EvaluationResult, LikelihoodReport } from "./evaluation.ts";
import type { ScoreFigures } from "./score-study.ts";
import type { SearchFigures } from "./search-study.ts";

const HEAD = [
  "",
  "pairs",
  "same source",
  "AUC",
  "AUC 95 %",
  "EER",
  "rank 1",
  "recall at 10",
  "mAP",
  "least same",
  "most different",
];

const figure = (value: number | null): string => (value === null ? "-" : value.toFixed(4));
const range = (interval: Interval | null): string =>
  interval === null ? "-" : `${figure(interval.low)} to ${figure(interval.high)}`;

/** A table of the figures, then the rest line by line. */
export function describeEvaluation({ result, vectors }: Evaluation): string {
  const tables: [string, ScoreFigures | null][] = [
    ["marks", hasFigures(result) ? result : null],
    ["exhibits", result.exhibit ?? null],
    ["vectors", vectors],
  ];
  const rows = tables
    .filter((entry): entry is [string, ScoreFigures] => entry[1] !== null)
    .map(([name, scores]) => [
      name,
      scores.pairs,
      scores.sameSource,
      figure(scores.auc),
      range(scores.interval.auc),
      ...[scores.eer, scores.rank1, scores.recallAt10, scores.map].map(figure),
      figure(scores.minSameSource),
      figure(scores.maxDifferentSource),
    ]);
  return [formatTable(HEAD, rows), ...describeRest(result)].join("\n");
}

function hasFigures(result: EvaluationResult): result is EvaluationResult & ScoreFigures {
  return result.pairs !== undefined;
}

function describeRest(result: EvaluationResult): string[] {
  const rounded = (_key: string, value: unknown) => (typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value);
  return [
    ...(result.cells ? [`cells ${JSON.stringify(result.cells, rounded)}`] : []),
    ...(result.search === undefined ? [] : describeSearch(result.search)),
    ...(result.likelihood === undefined ? [] : [...describeLikelihood(result.likelihood), result.likelihood.caveat]),
    ...(result.secondsPerComparison === undefined
      ? []
      : [`${(1000 * result.secondsPerComparison).toFixed(1)} ms a comparison and thread`]),
    ...(result.plots ?? []).map((path) => `plot ${path}`),
    `${result.failures.length} failures`,
    ...result.failures.slice(0, 20).map((failure) => `  ${failure.file}: ${failure.reason}`),
    SCORE_CAVEAT,
  ];
}

function describeSearch({ gallery, vectors, sweep, together, twoStages }: SearchFigures): string[] {
  const describe = (share: number | null, interval: Interval | null) => `${figure(share)} (95 % ${range(interval)})`;
  const nets = Object.entries({ "by vectors": vectors, "by registration": sweep }).map(
    ([name, { rank1, recallAt10, interval }]) =>
      `  ${name}: rank 1 ${describe(rank1, interval.rank1)}, recall at 10 ${describe(recallAt10, interval.recallAt10)}`,
  );
  return [
    `search among ${gallery} simulated marks as well:`,
    ...nets,
    `  the first ten of either: recall ${describe(together.recallAt10, together.interval)}; compared, rank 1 ${describe(twoStages.rank1, twoStages.interval)}`,
  ];
}

/** One line of figures, below the charts of scores. */
export function describeScores(name: string, scores: ScoreFigures): string {
  const { auc, rank1 } = scores.interval;
  return (
    `${name}: ${scores.sameSource} same-source and ${scores.pairs - scores.sameSource} different-source pairs; ` +
    `AUC ${figure(scores.auc)} (95 % ${range(auc)}), rank 1 ${figure(scores.rank1)} (95 % ${range(rank1)}).`
  );
}

/** Population, bounds and figures, for the terminal and below the charts of ratios. */
export function describeLikelihood(likelihood: LikelihoodReport): string[] {
  const { bounds, interval, notComparable } = likelihood;
  const silent = notComparable === 0 ? "" : ` ${notComparable} pairs are not comparable and count with a ratio of 1.`;
  return [
    `Likelihood ratios for the population ${likelihood.population}; log10 LR bounded to ${bounds.lower.toFixed(2)} to ${bounds.upper.toFixed(2)} (ELUB).`,
    `Cllr ${figure(likelihood.cllr)} (95 % ${range(interval.cllr)}), Cllr_min ${figure(likelihood.cllrMin)}, ` +
      `Cllr_cal ${figure(likelihood.cllrCal)}. Misleading: ${figure(likelihood.misleadingSame)} of same-source ` +
      `(95 % ${range(interval.misleadingSame)}), ${figure(likelihood.misleadingDifferent)} of different-source pairs ` +
      `(95 % ${range(interval.misleadingDifferent)}).${silent}`,
  ];
}
