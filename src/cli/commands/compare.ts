import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Comparison, ComparisonOutcome } from "../../analysis/compare/comparison.ts";
import { composeAnalysis } from "../../compose-analysis.ts";
import { loadConfig } from "../../config.ts";
import { RibinError } from "../../domain/errors.ts";
import { SCORE_CAVEAT } from "../../domain/report.ts";
import { COMPARABLE_REGIONS } from "../../domain/vocabulary.ts";
import { assertFolder } from "../assert-folder.ts";
import { type Command, readChoice, readNumber, readText } from "../command.ts";
import { readEvidenceFile } from "../read-evidence-file.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin compare A B [--region REGION] [--micrometres-per-pixel N] [--plot OUT.png] [--json]

Compares two scans or images of the same region, at any rotation. The pose moves B into A's frame.

  --region REGION             ${COMPARABLE_REGIONS.join(", ")} (BreechFace unless told)
  --micrometres-per-pixel N   the scale of 2D images
  --plot OUT.png              draw both aligned, with the congruent cells (or the profiles) on them
  --json                      print JSON (docs/cli.md has the members)
`;

export const compareCommand: Command = {
  name: "compare",
  usage: USAGE,
  options: {
    region: { type: "string" },
    "micrometres-per-pixel": { type: "string" },
    plot: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: { min: 2, max: 2 },
  async run({ options, positionals, output }) {
    const region = readChoice(options, "region", COMPARABLE_REGIONS) ?? "BreechFace";
    const micrometresPerPixel = readNumber(options, "micrometres-per-pixel", { min: 0.01, max: 1000 });
    const plot = readText(options, "plot");
    if (plot !== undefined) await assertFolder(dirname(plot));
    const files = await Promise.all(positionals.map(readEvidenceFile));
    const analysis = await composeAnalysis(loadConfig());
    try {
      const started = performance.now();
      const [a, b] = await Promise.all(
        files.map(async ({ bytes, fileName }) => {
          const statement = { fileName, region, micrometresPerPixel };
          const evidence = await analysis.pool
            .runTask("prepareEvidence", { bytes, statement })
            .catch((error: unknown) => blameFile(fileName, error));
          if (!evidence.prepared) throw new RibinError("NOT_COMPARABLE", `${fileName}: ${evidence.reason}`);
          return evidence.mark;
        }),
      );
      if (a === undefined || b === undefined) throw new RibinError("USAGE", "ribin compare takes two files.");
      const [outcome] = await analysis.pool.runTask("compareBatch", { query: a, others: [b] });
      const seconds = (performance.now() - started) / 1000;
      const comparison = requireComparison(outcome);
      if (plot !== undefined)
        await writeFile(plot, await analysis.pool.runTask("plotComparison", { a, b, comparison }));
      const result = summarise(comparison, seconds);
      writeResult(output, options.json === true, result, () => describe(result));
    } finally {
      await analysis.close();
    }
  },
};

/** Of two files, which one it was. */
function blameFile(fileName: string, error: unknown): never {
  if (!(error instanceof RibinError)) throw error;
  throw new RibinError(error.code, `${fileName}: ${error.message}`, { cause: error });
}

function requireComparison(outcome: ComparisonOutcome | undefined): Comparison {
  if (outcome === undefined) throw new RibinError("INTERNAL");
  if (!outcome.comparable) throw new RibinError("NOT_COMPARABLE", `Not comparable: ${outcome.reason}`);
  return outcome;
}

/** The stable members of `--json`: degrees and metres, so that they read as an examiner says them. */
function summarise(comparison: Comparison, seconds: number) {
  const { cells, pose } = comparison;
  return {
    method: comparison.method,
    methodVersion: comparison.methodVersion,
    score: comparison.score,
    cells: cells === null ? null : { usable: cells.usable, congruent: cells.congruent, fraction: cells.fraction },
    registrationAngleDegrees: (pose.angle * 180) / Math.PI,
    shiftMetres: { x: pose.shiftX, y: pose.shiftY },
    correlation: comparison.correlation,
    overlap: comparison.overlap,
    subclass: comparison.subclass ?? null,
    seconds,
    caveat: SCORE_CAVEAT,
  };
}

function describe(result: ReturnType<typeof summarise>): string {
  const { cells, shiftMetres, subclass } = result;
  const micrometres = (metres: number) => `${(metres * 1e6).toFixed(0)} um`;
  return [
    `${result.method} ${result.methodVersion}`,
    `  score        ${result.score.toFixed(3)}`,
    ...(cells === null
      ? []
      : [`  cells        ${cells.congruent} of ${cells.usable} congruent (${(100 * cells.fraction).toFixed(0)} %)`]),
    `  angle        ${result.registrationAngleDegrees.toFixed(1)} degrees`,
    `  shift        ${micrometres(shiftMetres.x)}, ${micrometres(shiftMetres.y)}`,
    `  correlation  ${result.correlation.toFixed(3)} over ${(100 * result.overlap).toFixed(0)} % overlap`,
    ...(subclass?.risk === "subclass risk" ? [`  SUBCLASS RISK  ${subclass.reason}`] : []),
    `  seconds      ${result.seconds.toFixed(2)}`,
    SCORE_CAVEAT,
  ].join("\n");
}
