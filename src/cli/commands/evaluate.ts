import { composeAnalysis } from "../../compose-analysis.ts";
import { loadConfig } from "../../config.ts";
import { SCORE_CAVEAT } from "../../domain/report.ts";
import { type Command, readChoice, readNumber } from "../command.ts";
import { compareStudy } from "../evaluate/compare-study.ts";
import { prepareStudy } from "../evaluate/prepare-study.ts";
import { type ScoreFigures, scorePairs, scoreVectors, summariseScores } from "../evaluate/score-study.ts";
import { formatTable, writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin evaluate DIR [--rotate SEED] [--mode pairs|search|all] [--json]

Compares everything in a folder with labels.csv and holds the scores against the labels.

  --rotate SEED   turn and shift every areal scan at random over the full circle
  --mode MODE     pairs: geometric comparison of all pairs; search: vectors only; all (the default): both
  --json          print JSON (docs/cli.md has the members)
`;

const MODES = ["pairs", "search", "all"] as const;

export const evaluateCommand: Command = {
  name: "evaluate",
  usage: USAGE,
  options: { rotate: { type: "string" }, mode: { type: "string" }, json: { type: "boolean" } },
  positionals: { min: 1, max: 1 },
  async run({ options, positionals, output }) {
    const [folder = ""] = positionals;
    const mode = readChoice(options, "mode", MODES) ?? "all";
    const seed = readNumber(options, "rotate", { min: 0, max: 2 ** 31 - 1, integer: true }) ?? null;
    const analysis = await composeAnalysis(loadConfig());
    try {
      const study = await prepareStudy(folder, analysis, seed, output);
      const compared = mode === "search" ? null : await compareStudy(study.marks, analysis, output);
      const scored = compared === null ? null : scorePairs(study.marks, compared.outcomes);
      const embedding = mode === "pairs" ? null : summariseScores(scoreVectors(study.marks, scored?.marks ?? null));
      const result = {
        folder,
        rotate: seed,
        marks: study.marks.length,
        ...(scored === null ? {} : summariseScores(scored.marks)),
        ...(scored?.exhibits ? { exhibit: summariseScores(scored.exhibits) } : {}),
        ...(scored === null ? {} : { cells: scored.cells }),
        ...(embedding === null
          ? {}
          : {
              embedding: {
                auc: embedding.auc,
                rank1: embedding.rank1,
                recallAt10: embedding.recallAt10,
                map: embedding.map,
              },
            }),
        ...(compared === null
          ? {}
          : { secondsPerComparison: compared.secondsPerComparison, threads: analysis.pool.threads }),
        failures: [...study.failures, ...(scored?.failures ?? [])],
        caveat: SCORE_CAVEAT,
      };
      const tables: [string, ScoreFigures | null][] = [
        ["marks", scored === null ? null : summariseScores(scored.marks)],
        ["exhibits", scored?.exhibits ? summariseScores(scored.exhibits) : null],
        ["vectors", embedding],
      ];
      writeResult(output, options.json === true, result, () =>
        [describeScores(tables), ...describeRest(result)].join("\n"),
      );
    } finally {
      await analysis.close();
    }
  },
};

function describeScores(tables: readonly [string, ScoreFigures | null][]): string {
  const shown = tables.filter((entry): entry is [string, ScoreFigures] => entry[1] !== null);
  const head = [
    "",
    "pairs",
    "same source",
    "AUC",
    "EER",
    "rank 1",
    "recall at 10",
    "mAP",
    "least same",
    "most different",
  ];
  const figure = (value: number | null) => (value === null ? "-" : value.toFixed(4));
  return formatTable(
    head,
    shown.map(([name, scores]) => [
      name,
      scores.pairs,
      scores.sameSource,
      ...[scores.auc, scores.eer, scores.rank1, scores.recallAt10, scores.map].map(figure),
      figure(scores.minSameSource),
      figure(scores.maxDifferentSource),
    ]),
  );
}

function describeRest(result: {
  readonly cells?: object | null;
  readonly secondsPerComparison?: number;
  readonly failures: readonly { readonly file: string; readonly reason: string }[];
}): string[] {
  const rounded = (_key: string, value: unknown) => (typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value);
  return [
    ...(result.cells ? [`cells ${JSON.stringify(result.cells, rounded)}`] : []),
    ...(result.secondsPerComparison === undefined
      ? []
      : [`${(1000 * result.secondsPerComparison).toFixed(1)} ms a comparison and thread`]),
    `${result.failures.length} failures`,
    ...result.failures.slice(0, 20).map((failure) => `  ${failure.file}: ${failure.reason}`),
    SCORE_CAVEAT,
  ];
}
