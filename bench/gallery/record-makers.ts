/** What the two nets search, made from a mark: its vector by a model, its record for the exhaustive pass. */
import { type ModelEntry, readModelManifest } from "../../src/adapters/onnx/manifest.ts";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { buildDescriptorInput, type DescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { loadKernels } from "../../src/analysis/kernels/load-kernels.ts";
import { encodeSweepRecord } from "../../src/analysis/sweep/sweep-codec.ts";
import { AREAL_SWEEP } from "../../src/analysis/sweep/sweep-method.ts";
import { buildSweepRecord } from "../../src/analysis/sweep/sweep-record.ts";
import { RibinError } from "../../src/domain/errors.ts";
import { BenchRefusal } from "../support/bench.ts";
import { encodeInput, INPUT_KIND } from "./kept-inputs.ts";
import { packRecords } from "./packed-records.ts";

/** A mark and what the models read of it, each made when it is asked for. */
export interface MarkSource {
  mark(): PreparedMark;
  input(): DescriptorInput;
}

/** Of a mark that is at hand. */
export function toSource(mark: PreparedMark): MarkSource {
  return { mark: () => mark, input: () => buildDescriptorInput(mark) };
}

export interface RecordMaker {
  /** Names the method or model and its version, so that records of another are never taken for these. */
  readonly kind: string;
  /** Empty where a mark has none. */
  make(source: MarkSource): Promise<Uint8Array>;
  /** The records of a file, in the order of their marks. */
  pack(records: readonly Uint8Array[]): Uint8Array;
}

/** Of the second net's method and version. */
export const SWEEP_KIND = `sweep-${AREAL_SWEEP.method}-${AREAL_SWEEP.methodVersion}`;

/** `models` are folders with a manifest each. */
export async function openRecordMakers(options: { models: readonly string[]; sweep: boolean }): Promise<RecordMaker[]> {
  const makers = await Promise.all(options.models.map(openVectorMaker));
  return options.sweep ? [...makers, createSweepMaker()] : makers;
}

/** Keeps the models' input itself. */
export const INPUT_MAKER: RecordMaker = {
  kind: INPUT_KIND,
  make: async (source) => encodeInput(source.input()),
  pack: (records) => Buffer.concat(records),
};

export function createSweepMaker(): RecordMaker {
  const kernels = loadKernels();
  return {
    kind: SWEEP_KIND,
    make: async (source) => {
      try {
        return encodeSweepRecord(buildSweepRecord(kernels, source.mark()));
      } catch (error) {
        if (error instanceof RibinError && error.code === "NOT_COMPARABLE") return new Uint8Array();
        throw error;
      }
    },
    pack: packRecords,
  };
}

/** The model of a folder that describes breech faces. */
export async function findFaceModel(folder: string): Promise<ModelEntry> {
  const model = (await readModelManifest(folder)).find(({ regions }) => regions.includes("BreechFace"));
  if (model === undefined) throw new BenchRefusal(`No model in ${folder} describes breech faces.`);
  return model;
}

/** The kind of record that a models folder's breech-face vectors are. */
export async function nameVectors(folder: string): Promise<string> {
  const { id, version, sha256 } = await findFaceModel(folder);
  return `vectors-${id}-${version}-${sha256.slice(0, 8)}`;
}

async function openVectorMaker(folder: string): Promise<RecordMaker> {
  const embedder = await openOnnxEmbedder({ folder });
  return {
    kind: await nameVectors(folder),
    async make(source) {
      const { vector } = await embedder.embed("BreechFace", source.input());
      return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
    },
    pack: (records) => Buffer.concat(records),
  };
}
