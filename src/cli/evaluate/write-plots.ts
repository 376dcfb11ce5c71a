/** The charts of a study as PNG files. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ScoredPair, splitScores } from "../../analysis/evaluate/scored-pair.ts";
import type { RatioBounds } from "../../analysis/likelihood/empirical-bounds.ts";
import type { RatioSample } from "../../analysis/likelihood/evidence.ts";
import { drawCrossEntropyChart } from "../../analysis/plot/chart-cross-entropy.ts";
import { drawPavChart } from "../../analysis/plot/chart-pav.ts";
import { drawRankChart } from "../../analysis/plot/chart-rank.ts";
import { drawRocChart } from "../../analysis/plot/chart-roc.ts";
import { drawScoresChart } from "../../analysis/plot/chart-scores.ts";
import { drawTippettChart } from "../../analysis/plot/chart-tippett.ts";
import type { Picture } from "../../analysis/plot/draw-comparison.ts";
import type { Analysis } from "../../compose-analysis.ts";
import { RibinError } from "../../domain/errors.ts";
import { assertFolder } from "../assert-folder.ts";

export interface PlottedStudy {
  /** What was measured, below every chart. */
  readonly notes: readonly string[];
  /** Figures of the scores, below the charts of them. */
  readonly figures: readonly string[];
  /** By comparison and by vectors; null where that was not done. */
  readonly compared: readonly ScoredPair[] | null;
  readonly vectors: readonly ScoredPair[] | null;
  readonly likelihood: {
    readonly sample: RatioSample;
    readonly bounds: RatioBounds;
    /** Population and figures, below the charts of ratios. */
    readonly notes: readonly string[];
  } | null;
}

/** Before long work: makes the folder and sees that it can be written to. FILE_NOT_WRITABLE otherwise. */
export async function makePlotFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new RibinError("FILE_NOT_WRITABLE", `${folder} cannot be made (${error.code}).`, { cause: error });
  });
  await assertFolder(folder);
}

/** Writes the charts that the study has pairs for; returns their paths. */
export async function writePlots(folder: string, study: PlottedStudy, pool: Analysis["pool"]): Promise<string[]> {
  const paths: string[] = [];
  for (const [name, picture] of drawCharts(study)) {
    const { width, height, rgba } = picture;
    const path = join(folder, `${name}.png`);
    await writeFile(path, await pool.runTask("encodePng", { width, height, rgba }));
    paths.push(path);
  }
  return paths;
}

function drawCharts({
  notes,
  figures,
  compared,
  vectors,
  likelihood,
}: PlottedStudy): [name: string, picture: Picture][] {
  const charts: [string, Picture][] = [];
  const scored = { notes: [...notes, ...figures] };
  const series = [
    { name: "comparison", pairs: compared ?? [] },
    { name: "search vectors", pairs: vectors ?? [] },
  ]
    .map((one) => ({ ...one, ...splitScores(one.pairs) }))
    .filter(({ same, different }) => same.length > 0 && different.length > 0);
  const scores = compared === null ? null : splitScores(compared);
  if (scores !== null) charts.push(["scores", drawScoresChart(scores.same, scores.different, scored)]);
  if (series.length > 0) {
    charts.push(["roc", drawRocChart(series, scored)]);
    charts.push(["rank", drawRankChart(series, scored)]);
  }
  if (likelihood !== null && likelihood.sample.same.length > 0 && likelihood.sample.different.length > 0) {
    const { sample, bounds } = likelihood;
    const words = { notes: [...notes, ...likelihood.notes] };
    charts.push(["tippett", drawTippettChart(sample, bounds, words)]);
    charts.push(["pav", drawPavChart(sample, bounds, words)]);
    charts.push(["ece", drawCrossEntropyChart(sample, words)]);
  }
  return charts;
}
