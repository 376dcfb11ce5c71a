/** Reads labelled studies and prepares every mark of them, as the service would, on the analysis pool. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Label, parseLabels } from "../../analysis/evaluate/parse-labels.ts";
import type { Analysis } from "../../compose-analysis.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Turning } from "../../domain/turn-vector.ts";
import { type Region, regionSchema } from "../../domain/vocabulary.ts";
import type { Output } from "../command.ts";
import { startProgress } from "../progress.ts";
import { readEvidenceFile } from "../read-evidence-file.ts";

export interface StudyMark {
  readonly label: Label;
  readonly region: Region;
  readonly mark: Uint8Array;
  readonly vector: Float32Array;
  /** Of the model that made the vector. */
  readonly turning: Turning | null;
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

/** A file of a study, and the folder that its name is relative to. */
export interface StudyFile {
  readonly folder: string;
  readonly label: Label;
}

/** What is done to every areal scan first, so that no figure rests on how a study mounted its exhibits. */
export interface Spoiling {
  /** Turned over the full circle and shifted at random; null leaves them as they lie. */
  readonly turnSeed: number | null;
  /** A random half of the mark is taken away as well. */
  readonly halve: boolean;
  /** A topography is compared as the image that this light gives of it; null for as the topography it is. */
  readonly render: "ring" | "side" | null;
}

/**
 * The files of several folders as one study. Errors: FILE_NOT_FOUND without labels.csv, LABELS_INVALID, USAGE where two folders
 * name the same file or exhibit.
 */
export async function readStudies(folders: readonly string[]): Promise<StudyFile[]> {
  const files: StudyFile[] = [];
  for (const folder of folders) {
    const text = await readFile(join(folder, "labels.csv"), "utf8").catch(() => {
      throw new RibinError("FILE_NOT_FOUND", `${folder} has no labels.csv.`);
    });
    const labels = parseLabels(text);
    const known = new Set(files.flatMap(({ label }) => [label.file, label.exhibit]));
    const shared = labels.flatMap(({ file, exhibit }) => [file, exhibit]).find((name) => known.has(name));
    if (shared !== undefined) {
      throw new RibinError("USAGE", `"${shared}" is in more than one of the folders: name each study once.`);
    }
    files.push(...labels.map((label) => ({ folder, label })));
  }
  return files;
}

export async function prepareStudy(
  files: readonly StudyFile[],
  analysis: Analysis,
  spoiling: Spoiling,
  output: Output,
): Promise<PreparedStudy> {
  const progress = startProgress(output, "prepared ", files.length);
  const results: (StudyMark | Failure)[] = new Array(files.length);
  let next = 0;
  let done = 0;
  // One file a thread in flight: a study of large scans is never wholly in memory.
  const work = async () => {
    while (next < files.length) {
      const index = next++;
      const file = files[index] as StudyFile;
      const { label } = file;
      const seed = spoiling.turnSeed === null ? null : spoiling.turnSeed * 100_003 + index;
      results[index] = await prepareMarkOf(file, analysis, { ...spoiling, turnSeed: seed }).catch((error: unknown) => ({
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
  { folder, label }: StudyFile,
  analysis: Analysis,
  { turnSeed, halve, render }: Spoiling,
): Promise<StudyMark | Failure> {
  const region = regionSchema.safeParse(label.region);
  if (!region.success) return { file: label.file, reason: `"${label.region}" is not a region of interest.` };
  const { bytes } = await readEvidenceFile(join(folder, label.file));
  const statement = { fileName: label.file, region: region.data };
  // A land's striae run along one known direction of the instrument; only areal marks lie at any angle.
  const areal = region.data !== "LEA";
  const spoiling = areal ? { turnSeed: turnSeed ?? undefined, halve, render: render ?? undefined } : {};
  const evidence = await analysis.pool.runTask("prepareEvidence", { bytes, statement, ...spoiling });
  if (!evidence.prepared) return { file: label.file, reason: evidence.reason };
  const { vector, modelId } = await analysis.embedder.embed(region.data, evidence.descriptor);
  const turning = analysis.embedder.models.find(({ id }) => id === modelId)?.turning ?? null;
  return { label, region: region.data, mark: evidence.mark, vector, turning };
}
