// First: it must run before the library is loaded.
import "./disable-telemetry.ts";
import path from "node:path";
import * as onnx from "onnxruntime-node";
import { RibinError } from "../../domain/errors.ts";
import type { Region } from "../../domain/vocabulary.ts";
import type { Embedder, EmbedderInput, Embedding, ModelName } from "../../ports/embedder.ts";
import { findPackageRoot } from "../package-root.ts";
import { type ModelEntry, readModelFile, readModelManifest } from "./manifest.ts";

/** One thread a session: the program runs one worker a core already, and two pools of threads spin against each other. */
const SESSION_OPTIONS: onnx.InferenceSession.SessionOptions = {
  executionProviders: ["cpu"],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
};

/** How far the length of a vector may be from 1 by the rounding of float32. */
const LENGTH_TOLERANCE = 1e-3;

interface LoadedModel {
  readonly entry: ModelEntry;
  readonly session: onnx.InferenceSession;
}

function isSameDims(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

async function loadModel(folder: string, entry: ModelEntry): Promise<LoadedModel> {
  const bytes = await readModelFile(folder, entry);
  let session: onnx.InferenceSession;
  try {
    session = await onnx.InferenceSession.create(bytes, SESSION_OPTIONS);
  } catch (cause) {
    throw new RibinError("MODEL_INVALID", `The model file ${entry.file} is not a model that can run.`, { cause });
  }
  if (!session.inputNames.includes(entry.input.name) || !session.outputNames.includes(entry.output.name)) {
    await session.release();
    throw new RibinError(
      "MODEL_INVALID",
      `The model ${entry.id} has not the input and output that the manifest names.`,
    );
  }
  return { entry, session };
}

function checkInput(entry: ModelEntry, { data, dims }: EmbedderInput): void {
  const { dims: expected } = entry.input;
  const count = expected.reduce((product, dim) => product * dim, 1);
  if (!isSameDims(dims, expected) || data.length !== count)
    throw new RibinError(
      "VALIDATION_FAILED",
      `The model ${entry.id} reads [${expected.join(", ")}]; it was given [${dims.join(", ")}] with ${data.length} values.`,
    );
  for (const value of data) {
    if (!Number.isFinite(value))
      throw new RibinError("VALIDATION_FAILED", `The input of the model ${entry.id} holds a value that is not finite.`);
  }
}

/** The graphs leave a vector short, down to zero, when a mark holds nothing; anything else that is not unit is a fault. */
function checkVector(entry: ModelEntry, vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (vector.length !== entry.output.dims[0] || !Number.isFinite(length) || length > 1 + LENGTH_TOLERANCE)
    throw new RibinError("MODEL_INVALID", `The model ${entry.id} did not return a vector of unit length.`);
  if (length < 1 - LENGTH_TOLERANCE)
    throw new RibinError("NOT_COMPARABLE", "The mark has no relief that could be described for the search.");
}

function findModel(loaded: readonly LoadedModel[], region: Region, name: ModelName | undefined): LoadedModel {
  const model = loaded.find(
    ({ entry }) =>
      entry.regions.includes(region) &&
      (name === undefined || (entry.id === name.id && entry.version === name.version)),
  );
  if (model !== undefined) return model;
  const which = name === undefined ? "No model" : `No loaded model ${name.id}@${name.version}`;
  throw new RibinError("REGION_UNSUPPORTED", `${which} describes marks of the region ${region}.`);
}

async function runModel({ entry, session }: LoadedModel, input: EmbedderInput): Promise<Embedding> {
  checkInput(entry, input);
  const tensor = new onnx.Tensor("float32", input.data, input.dims);
  const outputs = await session.run({ [entry.input.name]: tensor }, [entry.output.name]);
  const { data } = outputs[entry.output.name];
  if (!(data instanceof Float32Array))
    throw new RibinError("MODEL_INVALID", `The model ${entry.id} did not return float32 values.`);
  const vector = Float32Array.from(data);
  checkVector(entry, vector);
  return { modelId: entry.id, modelVersion: entry.version, vector };
}

/**
 * Loads all models of a folder's manifest (the package's own models/ by default) through onnxruntime-node, one session each; of a
 * region there may be several. Errors: MODEL_INVALID when the manifest or a file does not fit. `embed` may be called again before an earlier call has ended.
 */
export async function openOnnxEmbedder(options: { folder?: string } = {}): Promise<Embedder> {
  const folder = options.folder ?? path.join(findPackageRoot(), "models");
  const entries = await readModelManifest(folder);
  const loaded: LoadedModel[] = [];
  try {
    for (const entry of entries) loaded.push(await loadModel(folder, entry));
  } catch (error) {
    await Promise.all(loaded.map(({ session }) => session.release()));
    throw error;
  }
  return {
    models: entries.map(({ id, version, regions, input, turning }) => ({
      id,
      version,
      regions,
      turning,
      preprocessing: input.preprocessing,
      preprocessingVersion: input.preprocessingVersion,
    })),
    embed: async (region, input, name) => runModel(findModel(loaded, region, name), input),
    async close() {
      await Promise.all(loaded.map(({ session }) => session.release()));
    },
  };
}
