/** What the two nets search, made from a mark: its vector by a model, its record for the exhaustive pass. */
import { readModelManifest } from "../../src/adapters/onnx/manifest.ts";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { buildDescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { BenchRefusal } from "../support/bench.ts";

export interface RecordMaker {
  /** Names the model and version, so that records of another are never taken for these. */
  readonly kind: string;
  make(mark: PreparedMark): Promise<Uint8Array>;
}

/** `models` are folders with a manifest each. */
export async function openRecordMakers(options: { models: readonly string[] }): Promise<RecordMaker[]> {
  return Promise.all(options.models.map(openVectorMaker));
}

/** The kind of record that a models folder's breech-face vectors are. */
export async function nameVectors(folder: string): Promise<string> {
  const model = (await readModelManifest(folder)).find(({ regions }) => regions.includes("BreechFace"));
  if (model === undefined) throw new BenchRefusal(`No model in ${folder} describes breech faces.`);
  return `vectors-${model.id}-${model.version}-${model.sha256.slice(0, 8)}`;
}

async function openVectorMaker(folder: string): Promise<RecordMaker> {
  const embedder = await openOnnxEmbedder({ folder });
  return {
    kind: await nameVectors(folder),
    async make(mark) {
      const { vector } = await embedder.embed(mark.region, buildDescriptorInput(mark));
      return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
    },
  };
}
