import { composeAnalysis } from "../../compose-analysis.ts";
import { loadConfig } from "../../config.ts";
import { RibinError } from "../../domain/errors.ts";
import { type Command, readChoice, readNumber, readText } from "../command.ts";
import { describeEvaluation } from "../evaluate/describe-evaluation.ts";
import { evaluateStudy } from "../evaluate/evaluate-study.ts";
import { makePlotFolder } from "../evaluate/write-plots.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin evaluate DIR... [--rotate SEED [--halve]] [--render ring|side] [--mode pairs|search|all] [--gallery N]
                             [--fit DIR2 [--save FILE]] [--plots OUTDIR] [--scores FILE] [--json]

Compares everything in a folder with labels.csv and holds the scores against the labels. Several folders are one pool.

  --rotate SEED    turn and shift every areal scan at random over the full circle
  --halve          with --rotate: take a random half of every areal mark away
  --render LIGHT   compare topographies as the images that a ring light or a side light gives of them
  --mode MODE      pairs: geometric comparison of all pairs; search: vectors only; all (the default): both
  --gallery N      measure the search: both nets and the comparison of what they find, among N simulated marks as well (0: none)
  --fit DIR2       fit likelihood ratios on this other study (no firearm in common) and hold them against DIR
  --save FILE      with --fit: write the fitted ratios for the service (models/likelihood/)
  --plots OUTDIR   write charts as PNG: scores, ROC, ranks; with --fit also Tippett, PAV and cross-entropy
  --scores FILE    write the score and the cells of every pair as CSV
  --json           print JSON (docs/cli.md has the members)
`;

const LIGHTS = ["ring", "side"] as const;
const MODES = ["pairs", "search", "all"] as const;

export const evaluateCommand: Command = {
  name: "evaluate",
  usage: USAGE,
  options: {
    rotate: { type: "string" },
    halve: { type: "boolean" },
    render: { type: "string" },
    mode: { type: "string" },
    gallery: { type: "string" },
    fit: { type: "string" },
    save: { type: "string" },
    plots: { type: "string" },
    scores: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: { min: 1, max: 16 },
  async run({ options, positionals, output }) {
    const mode = readChoice(options, "mode", MODES) ?? "all";
    const seed = readNumber(options, "rotate", { min: 0, max: 2 ** 31 - 1, integer: true }) ?? null;
    const gallery = readNumber(options, "gallery", { min: 0, max: 100_000, integer: true }) ?? null;
    const fit = readText(options, "fit") ?? null;
    const save = readText(options, "save") ?? null;
    const plots = readText(options, "plots") ?? null;
    const scores = readText(options, "scores") ?? null;
    const render = readChoice(options, "render", LIGHTS) ?? null;
    const halve = options.halve === true;
    if (halve && seed === null)
      throw new RibinError("USAGE", "--halve needs --rotate SEED: the half is drawn by its seed.");
    if (save !== null && fit === null) {
      throw new RibinError("USAGE", "--save needs --fit DIR2: the ratios are fitted on it.");
    }
    if (mode === "search" && (fit !== null || scores !== null)) {
      const option = fit === null ? "--scores" : "--fit";
      throw new RibinError("USAGE", `${option} needs comparisons: not with --mode search.`);
    }
    if (mode === "pairs" && gallery !== null) {
      throw new RibinError("USAGE", "--gallery measures the search: not with --mode pairs.");
    }
    if (plots !== null) await makePlotFolder(plots);
    const analysis = await composeAnalysis(loadConfig());
    try {
      const plan = {
        folders: positionals,
        mode,
        spoiling: { turnSeed: seed, halve, render },
        gallery,
        fit,
        save,
        plots,
        scores,
      };
      const evaluation = await evaluateStudy(plan, analysis, output);
      writeResult(output, options.json === true, evaluation.result, () => describeEvaluation(evaluation));
    } finally {
      await analysis.close();
    }
  },
};
