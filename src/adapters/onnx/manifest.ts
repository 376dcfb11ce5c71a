/** models/manifest.json: which model describes which region, and what its file must be. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { regionSchema } from "../../domain/vocabulary.ts";

const dimsSchema = z.array(z.int().positive()).min(1).readonly();

/** Of 256 numbers, read as 128 complex ones. */
const turningSchema = z.strictObject({
  harmonics: z.array(z.number()).length(128).readonly(),
  steps: z.array(z.number()).min(1).max(64).readonly(),
});

const modelEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  regions: z.array(regionSchema).min(1),
  /** Beside the manifest; a plain name, so that it cannot point elsewhere. */
  file: z.string().regex(/^[a-z0-9.-]+\.onnx$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the file: what the runtime has to know. */
  opset: z.int().min(13),
  input: z.strictObject({
    name: z.string().min(1),
    dims: dimsSchema,
    preprocessing: z.string().min(1),
    /** Of the code that makes the input; a program of another version refuses to start. */
    preprocessingVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  }),
  output: z.strictObject({ name: z.string().min(1), dims: z.tuple([z.literal(256)]), normalised: z.literal(true) }),
  /** How a stored vector turns with its mark; null where it does not. */
  turning: turningSchema.nullable(),
  trainingData: z.string().min(1),
  /** By study and condition, by measure; models/README.md tells what they mean. */
  figures: z.record(z.string(), z.record(z.string(), z.number())),
  licence: z.string().min(1),
});
export type ModelEntry = z.infer<typeof modelEntrySchema>;

const modelManifestSchema = z.array(modelEntrySchema).min(1);

/** Reads and checks the manifest of a models folder. Errors: MODEL_INVALID, saying what is wrong. */
export async function readModelManifest(folder: string): Promise<readonly ModelEntry[]> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8"));
  } catch (cause) {
    throw new RibinError("MODEL_INVALID", "The models' manifest.json cannot be read.", { cause });
  }
  const parsed = modelManifestSchema.safeParse(content);
  if (!parsed.success)
    throw new RibinError("MODEL_INVALID", `The models' manifest.json is not valid: ${z.prettifyError(parsed.error)}`);
  const names = parsed.data.map(({ id, version }) => `${id}@${version}`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new RibinError("MODEL_INVALID", `The models' manifest.json names ${twice} twice.`);
  return parsed.data;
}

/** Reads a model's bytes. Errors: MODEL_INVALID when the file is missing or its SHA-256 is not the manifest's. */
export async function readModelFile(folder: string, model: ModelEntry): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path.join(folder, model.file));
  } catch (cause) {
    throw new RibinError("MODEL_INVALID", `The model file ${model.file} cannot be read.`, { cause });
  }
  if (createHash("sha256").update(bytes).digest("hex") !== model.sha256)
    throw new RibinError("MODEL_INVALID", `The model file ${model.file} does not have the SHA-256 of the manifest.`);
  return bytes;
}
