/** Marks of the public studies, turned at random and prepared as the service prepares an upload. */
import { basename } from "node:path";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { decodePreparedMark } from "../../src/analysis/compare/prepared-mark-codec.ts";
import { prepareStudy, readStudies } from "../../src/cli/evaluate/prepare-study.ts";
import { composeAnalysis } from "../../src/compose-analysis.ts";
import { turnVector } from "../../src/domain/turn-vector.ts";

export interface RealMark {
  readonly study: string;
  readonly exhibit: string;
  readonly firearm: string;
  readonly seed: number;
  readonly mark: PreparedMark;
  readonly bytes: Uint8Array;
  readonly vector: Float32Array;
  /** The vector at every turn that a search asks; itself alone where the model knows no turn. */
  readonly turned: readonly Float32Array[];
}

/** Standard output holds the report. */
const OUTPUT = { stdout: process.stderr, stderr: process.stderr };

/** Breech faces of one study folder at one random turn and shift each, halved on request, by the models of `models`. */
export async function prepareRealMarks(
  folder: string,
  seed: number,
  models: string,
  halve = false,
): Promise<RealMark[]> {
  const analysis = await composeAnalysis({ threads: 2 });
  const embedder = await openOnnxEmbedder({ folder: models });
  try {
    const files = await readStudies([folder]);
    const spoiling = { turnSeed: seed, halve, render: null };
    const { marks } = await prepareStudy(files, { ...analysis, embedder }, spoiling, OUTPUT);
    return marks
      .filter(({ region }) => region === "BreechFace")
      .map(({ label, mark, vector, turning }) => ({
        study: basename(folder),
        exhibit: label.exhibit,
        firearm: label.firearm,
        seed,
        mark: decodePreparedMark(mark),
        bytes: mark,
        vector,
        turned: turnVector(vector, turning),
      }));
  } finally {
    await analysis.close();
    await embedder.close();
  }
}

/** Cosines of a query with `count` vectors, row by row: each at the turn that makes it largest. */
export function measureCosines(turned: readonly Float32Array[], vectors: Float32Array, count: number): Float32Array {
  const cosines = new Float32Array(count).fill(-2);
  for (const query of turned) {
    const { length } = query;
    for (let row = 0, start = 0; row < count; row++, start += length) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += query[i] * vectors[start + i];
      if (sum > cosines[row]) cosines[row] = sum;
    }
  }
  return cosines;
}
