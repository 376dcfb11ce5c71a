/** Reads a labelled study and prepares every mark of it, as the service would, on the analysis pool. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Label, parseLabels } from "../../analysis/evaluate/parse-labels.ts";
import type { Analysis } from "../../compose-analysis.ts";
import { RibinError } from "../../domain/errors.ts";
import { type Region, regionSchema } from "../../domain/vocabulary.ts";
import type { Output } from "../command.ts";
import { startProgress } from "../progress.ts";
import { readEvidenceFile } from "../read-evidence-file.ts";

export interface StudyMark {
  readonly label: Label;
  readonly region: Region;
  readonly mark: Uint8Array;
  readonly vector: Float32Array;
}

export interface Failure {
  /** A file, or two files of a pair. */
  readonly file: string;
  readonly reason: string;
}

export interface PreparedStudy {
  readonly marks: readonly StudyMark[];
  readonly failures: readonly Failure[];
}

/** Errors: FILE_NOT_FOUND without labels.csv, LABELS_INVALID. */
export async function readStudyLabels(folder: string): Promise<Label[]> {
  const text = await readFile(join(folder, "labels.csv"), "utf8").catch(() => {
    throw new RibinError("FILE_NOT_FOUND", `${folder} has no labels.csv.`);
  });
  return parseLabels(text);
}

/** `turnSeed`: every areal scan is turned over the full circle and shifted at random; null leaves them as they lie. */
export async function prepareStudy(
  folder: string,
  labels: readonly Label[],
  analysis: Analysis,
  turnSeed: number | null,
  output: Output,
): Promise<PreparedStudy> {
  const progress = startProgress(output, "prepared ", labels.length);
  const results: (StudyMark | Failure)[] = new Array(labels.length);
  let next = 0;
  let done = 0;
  // One file a thread in flight: a study of large scans is never wholly in memory.
  const work = async () => {
    while (next < labels.length) {
      const index = next++;
      const label = labels[index] as Label;
      const seed = turnSeed === null ? null : turnSeed * 100_003 + index;
      results[index] = await prepareMarkOf(folder, label, analysis, seed).catch((error: unknown) => ({
        file: label.file,
        reason: error instanceof RibinError ? `${error.code}: ${error.message}` : String(error),
      }));
      progress.advance(++done, label.file);
    }
  };
  await Promise.all(Array.from({ length: analysis.pool.threads }, work));
  progress.finish();
  return {
    marks: results.filter((result): result is StudyMark => "mark" in result),
    failures: results.filter((result): result is Failure => !("mark" in result)),
  };
}

async function prepareMarkOf(
  folder: string,
  label: Label,
  analysis: Analysis,
  turnSeed: number | null,
): Promise<StudyMark | Failure> {
  const region = regionSchema.safeParse(label.region);
  if (!region.success) return { file: label.file, reason: `"${label.region}" is not a region of interest.` };
  const { bytes } = await readEvidenceFile(join(folder, label.file));
  const statement = { fileName: label.file, region: region.data };
  // A land's striae run along one known direction of the instrument; only areal marks lie at any angle.
  const turn = turnSeed === null || region.data === "LEA" ? {} : { turnSeed };
  const evidence = await analysis.pool.runTask("prepareEvidence", { bytes, statement, ...turn });
  if (!evidence.prepared) return { file: label.file, reason: evidence.reason };
  const { vector } = await analysis.embedder.embed(region.data, evidence.descriptor);
  return { label, region: region.data, mark: evidence.mark, vector };
}
