/**
 * Builds the models and their manifest from what train.sh learned:
 *
 *     npx tsc -p models/training && node dist/training/models/training/build-descriptor.js && npx biome format --write models
 *
 * Node and npm's packages only; the same sources and projection give the same bytes, which test/unit/features-models.test.ts holds to
 * the manifest's sha256.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ModelEntry } from "../../src/adapters/onnx/manifest.ts";
import { AREAL_DIMS, AREAL_INPUT_VERSION } from "../../src/analysis/features/areal-input.ts";
import { PROFILE_DIMS, PROFILE_INPUT_VERSION } from "../../src/analysis/features/profile-input.ts";
import { AREAL_TURNING, buildArealModel } from "./areal-descriptor.ts";
import { OPSET } from "./graph-builder.ts";
import { locateLearned } from "./locate-learned.ts";
import { buildProfileModel } from "./profile-descriptor.ts";

const INPUT = "mark";
const OUTPUT = "embedding";

export interface BuiltModel {
  readonly entry: ModelEntry;
  readonly bytes: Uint8Array;
}

interface Description extends Pick<ModelEntry, "id" | "version" | "regions" | "turning" | "trainingData" | "figures"> {
  readonly input: Omit<ModelEntry["input"], "name">;
}

function describeModel({ input, ...entry }: Description, bytes: Uint8Array): BuiltModel {
  return {
    bytes,
    entry: {
      ...entry,
      file: `${entry.id}-${entry.version}.onnx`,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      opset: OPSET,
      input: { name: INPUT, ...input },
      output: { name: OUTPUT, dims: [256], normalised: true },
      licence: "Apache-2.0",
    },
  };
}

/** Little-endian float32, as numpy writes it. */
export async function readProjection(name: string): Promise<Float32Array> {
  const bytes = await readFile(locateLearned(name));
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

async function readFigures(name: string): Promise<ModelEntry["figures"]> {
  return JSON.parse(await readFile(locateLearned(name), "utf8"));
}

/** Builds all models, in the manifest's order. */
export async function buildModels(): Promise<readonly BuiltModel[]> {
  return [
    describeModel(
      {
        id: "areal-spectrum-turned",
        version: "1.2.0",
        regions: ["BreechFace", "FiringPinImpression"],
        input: {
          dims: AREAL_DIMS,
          preprocessing:
            "prepared mark, averaged to 37.5 um (firing pin impression: 18.75 um), extent centred, divided by its RMS, clipped at 4; channel 0 values (0 where missing), channel 1 mask: src/analysis/features/areal-input.ts",
          preprocessingVersion: AREAL_INPUT_VERSION,
        },
        turning: AREAL_TURNING,
        trainingData: "simulated breech faces (models/training/simulated-marks.ts)",
        figures: await readFigures("areal-figures.json"),
      },
      buildArealModel(INPUT, OUTPUT, await readProjection("areal-projection.bin")),
    ),
    describeModel(
      {
        id: "profile-windows-learned",
        version: "1.0.0",
        regions: ["LEA"],
        input: {
          dims: PROFILE_DIMS,
          preprocessing:
            "prepared land's profile, averaged to 5 um, centred between the shoulders, divided by its RMS, clipped at 4; channel 0 values (0 where missing), channel 1 mask: src/analysis/features/profile-input.ts",
          preprocessingVersion: PROFILE_INPUT_VERSION,
        },
        turning: null,
        trainingData: "simulated lands (models/training/simulated-marks.ts)",
        figures: await readFigures("profile-figures.json"),
      },
      buildProfileModel(INPUT, OUTPUT, await readProjection("profile-projection.bin")),
    ),
  ];
}

async function writeModels(folder: string): Promise<void> {
  const models = await buildModels();
  for (const { entry, bytes } of models) {
    await writeFile(path.join(folder, entry.file), bytes);
    process.stdout.write(`${entry.file}  ${bytes.length} bytes  ${entry.sha256}\n`);
  }
  const entries = models.map(({ entry }) => entry);
  const manifest = JSON.stringify(entries, null, 2);
  await writeFile(path.join(folder, "manifest.json"), `${manifest}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await writeModels("models");
