import { composeAnalysis } from "../../compose-analysis.ts";
import { loadConfig } from "../../config.ts";
import { RibinError } from "../../domain/errors.ts";
import { type Command, readChoice, readNumber, readText } from "../command.ts";
import { describeEvaluation } from "../evaluate/describe-evaluation.ts";
import { evaluateStudy } from "../evaluate/evaluate-study.ts";
import { makePlotFolder } from "../evaluate/write-plots.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin evaluate DIR [--rotate SEED] [--mode pairs|search|all] [--fit DIR2] [--plots OUTDIR] [--json]

Compares everything in a folder with labels.csv and holds the scores against the labels.

  --rotate SEED    turn and shift every areal scan at random over the full circle
  --mode MODE      pairs: geometric comparison of all pairs; search: vectors only; all (the default): both
  --fit DIR2       fit likelihood ratios on this other study (no firearm in common) and hold them against DIR
  --plots OUTDIR   write charts as PNG: scores, ROC, ranks; with --fit also Tippett, PAV and cross-entropy
  --json           print JSON (docs/cli.md has the members)
`;

const MODES = ["pairs", "search", "all"] as const;

export const evaluateCommand: Command = {
  name: "evaluate",
  usage: USAGE,
  options: {
    rotate: { type: "string" },
    mode: { type: "string" },
    fit: { type: "string" },
    plots: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: { min: 1, max: 1 },
  async run({ options, positionals, output }) {
    const [folder = ""] = positionals;
    const mode = readChoice(options, "mode", MODES) ?? "all";
    const seed = readNumber(options, "rotate", { min: 0, max: 2 ** 31 - 1, integer: true }) ?? null;
    const fit = readText(options, "fit") ?? null;
    const plots = readText(options, "plots") ?? null;
    if (fit !== null && mode === "search") {
      throw new RibinError("USAGE", "--fit needs comparisons: not with --mode search.");
    }
    if (plots !== null) await makePlotFolder(plots);
    const analysis = await composeAnalysis(loadConfig());
    try {
      const evaluation = await evaluateStudy({ folder, mode, seed, fit, plots }, analysis, output);
      writeResult(output, options.json === true, evaluation.result, () => describeEvaluation(evaluation));
    } finally {
      await analysis.close();
    }
  },
};
