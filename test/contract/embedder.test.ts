import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readProjection } from "../../models/training/build-descriptor.ts";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import { AREAL_DIMS, AREAL_SIDE } from "../../src/analysis/features/areal-input.ts";
import { assertInputsFit, buildDescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { PROFILE_DIMS, PROFILE_LENGTH } from "../../src/analysis/features/profile-input.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import { createNoiseGrid } from "../../src/analysis/simulate/noise-field.ts";
import { turnVector } from "../../src/domain/turn-vector.ts";
import type { Region } from "../../src/domain/vocabulary.ts";
import type { Embedder } from "../../src/ports/embedder.ts";
import { describeArealPlainly, describeProfilePlainly } from "../support/plain-descriptors.ts";

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openOnnxEmbedder();
});
afterAll(async () => {
  await embedder.close();
});

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** A patch of noise off the middle of the map, with a hole: small enough for plain sums. */
function createArealPatch(): Float32Array {
  const plane = AREAL_SIDE * AREAL_SIDE;
  const data = new Float32Array(2 * plane);
  const noise = createNoiseGrid(createRandom(5), 40, 40, 37.5e-6, { shortest: 100e-6, longest: 300e-6 });
  for (let y = 0; y < 40; y++) {
    for (let x = 0; x < 40; x++) {
      if (Math.hypot(x - 22, y - 17) < 8) continue;
      const i = (y + 60) * AREAL_SIDE + x + 40;
      data[i] = noise[y * 40 + x];
      data[plane + i] = 1;
    }
  }
  return data;
}

/** A profile with a gap and without its right end. */
function createProfile(): Float32Array {
  const noise = createNoiseGrid(createRandom(6), PROFILE_LENGTH, 1, 5e-6, { shortest: 20e-6, longest: 250e-6 });
  const mask = Float32Array.from({ length: PROFILE_LENGTH }, (_, x) =>
    x < 40 || x > 320 || (x > 200 && x < 214) ? 0 : 1,
  );
  return Float32Array.from([...noise.map((value, x) => value * mask[x]), ...mask]);
}

describe("the ONNX embedder", () => {
  it("names the models of the comparable regions", () => {
    const regions = embedder.models.flatMap((model) => model.regions);
    expect([...regions].sort()).toEqual(["BreechFace", "FiringPinImpression", "LEA"]);
    for (const model of embedder.models) expect(model.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("computes what the areal descriptor's plain sums give", async () => {
    const data = createArealPatch();
    const { vector, modelId } = await embedder.embed("BreechFace", { data, dims: AREAL_DIMS });
    expect(modelId).toBe("areal-spectrum-turned");
    const plain = describeArealPlainly(data, await readProjection("areal-projection.bin"));
    expect(plain).toHaveLength(256);
    expect(Math.max(...plain.map((value, i) => Math.abs(value - vector[i])))).toBeLessThan(1e-4);
  });

  it("computes what the profile descriptor's plain sums give", async () => {
    const data = createProfile();
    const { vector, modelId } = await embedder.embed("LEA", { data, dims: PROFILE_DIMS });
    expect(modelId).toBe("profile-windows-learned");
    const plain = describeProfilePlainly(data, await readProjection("profile-projection.bin"));
    expect(Math.max(...plain.map((value, i) => Math.abs(value - vector[i])))).toBeLessThan(1e-4);
  });

  it("brings two breech faces of one firearm together whatever their rotation, and others of its make not", async () => {
    const describeFiring = async (seed: number, firing: number) => {
      const firearm = simulateFirearm(seed, { make: "Mahoe" });
      const scan = simulateBreechFaceFiring(firearm, firing, { pitch: 12.5e-6, contact: 0.95 });
      const mark = prepareMark(scan, "BreechFace", { scaleKnown: true });
      return (await embedder.embed("BreechFace", buildDescriptorInput(mark))).vector;
    };
    const query = await describeFiring(70, 1);
    const turning = embedder.models.find(({ regions }) => regions.includes("BreechFace"))?.turning ?? null;
    const search = (other: Float32Array) => Math.max(...turnVector(query, turning).map((turned) => dot(turned, other)));
    const mate = search(await describeFiring(70, 2));
    const others = await Promise.all([71, 72, 73, 74].map((seed) => describeFiring(seed, 1)));
    expect(mate).toBeGreaterThan(Math.max(...others.map(search)) + 0.2);
  });

  it("brings two firings of one land together, and its other lands not", async () => {
    const firearm = simulateFirearm(80);
    const describeLand = async (land: number, firing: number) => {
      const mark = prepareLand(simulateLandFiring(firearm, land, firing), { scaleKnown: true });
      return (await embedder.embed("LEA", buildDescriptorInput(mark))).vector;
    };
    const query = await describeLand(0, 1);
    const mate = dot(query, await describeLand(0, 2));
    const others = await Promise.all([1, 2, 3].map((land) => describeLand(land, 2)));
    expect(mate).toBeGreaterThan(Math.max(...others.map((other) => dot(query, other))) + 0.1);
  });

  it("gives the same vector to the same input, also when calls overlap", async () => {
    const input = { data: createArealPatch(), dims: AREAL_DIMS };
    const results = await Promise.all([1, 2, 3].map(() => embedder.embed("BreechFace", input)));
    expect(results[1].vector).toEqual(results[0].vector);
    expect(results[2].vector).toEqual(results[0].vector);
    expect(dot(results[0].vector, results[0].vector)).toBeCloseTo(1, 4);
  });

  it("refuses a region without a model", async () => {
    const input = { data: createArealPatch(), dims: AREAL_DIMS };
    await expect(embedder.embed("Headstamp", input)).rejects.toMatchObject({ code: "REGION_UNSUPPORTED" });
  });

  it.each<[string, Region, Float32Array, readonly number[]]>([
    ["other dims", "LEA", createArealPatch(), AREAL_DIMS],
    ["fewer values than its dims say", "LEA", new Float32Array(10), PROFILE_DIMS],
    ["a value that is not finite", "LEA", createProfile().fill(Number.NaN, 100, 101), PROFILE_DIMS],
  ])("refuses an input with %s", async (_, region, data, dims) => {
    await expect(embedder.embed(region, { data, dims })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  });

  it.each<[Region, readonly number[]]>([
    ["BreechFace", AREAL_DIMS],
    ["LEA", PROFILE_DIMS],
  ])("gives no vector for a %s without relief", async (region, dims) => {
    const count = dims.reduce((product, dim) => product * dim, 1);
    const masked = new Float32Array(count);
    await expect(embedder.embed(region, { data: masked, dims })).rejects.toMatchObject({ code: "NOT_COMPARABLE" });
    const flat = new Float32Array(count).fill(1, count / 2);
    await expect(embedder.embed(region, { data: flat, dims })).rejects.toMatchObject({ code: "NOT_COMPARABLE" });
  });
});

describe("a models folder that is not whole", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "ribin-models-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const copyModels = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    await cp("models", folder, { recursive: true });
  };
  const expectInvalid = (message: RegExp) =>
    expect(openOnnxEmbedder({ folder })).rejects.toMatchObject({
      code: "MODEL_INVALID",
      message: expect.stringMatching(message),
    });
  const changeManifest = async (change: (entries: Record<string, unknown>[]) => void): Promise<void> => {
    const file = path.join(folder, "manifest.json");
    const entries = JSON.parse(await readFile(file, "utf8"));
    change(entries);
    await writeFile(file, JSON.stringify(entries));
  };

  it("is refused when one byte of a model differs", async () => {
    await copyModels();
    const file = path.join(folder, "areal-spectrum-turned-1.2.0.onnx");
    const bytes = await readFile(file);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(file, bytes);
    await expectInvalid(/SHA-256/);
  });

  it("is refused when a model is missing", async () => {
    await copyModels();
    await rm(path.join(folder, "profile-windows-learned-1.0.0.onnx"));
    await expectInvalid(/profile-windows-learned-1\.0\.0\.onnx cannot be read/);
  });

  it("is refused without a manifest", async () => {
    await copyModels();
    await rm(path.join(folder, "manifest.json"));
    await expectInvalid(/manifest\.json cannot be read/);
  });

  it("is refused when the manifest points outside the folder", async () => {
    await copyModels();
    await changeManifest((entries) => {
      entries[0].file = "../evil.onnx";
    });
    await expectInvalid(/not valid/);
  });

  it("is refused when a model is named twice", async () => {
    await copyModels();
    await changeManifest((entries) => {
      entries.push({ ...entries[1] });
    });
    await expectInvalid(/names profile-windows-learned@1\.0\.0 twice/);
  });

  it("is refused when a model's turning is not of its numbers", async () => {
    await copyModels();
    await changeManifest((entries) => {
      entries[0].turning = { harmonics: [1, 2, 3], steps: [0] };
    });
    await expectInvalid(/not valid/);
  });

  it("is refused when a model was made for inputs of another version", () => {
    const models = embedder.models.map((model) => ({ ...model, preprocessingVersion: "0.9.0" }));
    expect(() => assertInputsFit(embedder.models)).not.toThrow();
    expect(() => assertInputsFit(models)).toThrow(
      /reads inputs of version 0\.9\.0; this program makes version 1\.0\.0/,
    );
  });

  it("is refused when the graph has not the output that the manifest names", async () => {
    await copyModels();
    await changeManifest((entries) => {
      entries[0].output = { name: "elsewhere", dims: [256], normalised: true };
    });
    await expectInvalid(/input and output/);
  });
});
