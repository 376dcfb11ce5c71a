import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildModels } from "../../models/training/build-descriptor.ts";
import { createSketch, EMBEDDING_LENGTH } from "../../models/training/sketch.ts";
import { readModelManifest } from "../../src/adapters/onnx/manifest.ts";

describe("the descriptor models", () => {
  it("are what their sources build, byte for byte, and what the manifest says", async () => {
    const built = await buildModels();
    expect(built.map(({ entry }) => entry)).toEqual(await readModelManifest("models"));
    for (const { entry, bytes } of built) {
      const stored = await readFile(path.join("models", entry.file));
      expect(createHash("sha256").update(stored).digest("hex")).toBe(entry.sha256);
      expect(Buffer.from(bytes).equals(stored)).toBe(true);
    }
  });

  it("stay small", async () => {
    const total = (await buildModels()).reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(total).toBeLessThan(3_000_000);
  });
});

describe("createSketch", () => {
  it("deals every invariant to one place, and nothing to the rest", () => {
    const { rows, source, sign } = createSketch(1000, 3);
    expect(rows).toBe(4);
    const used = Array.from(source).filter((_, i) => sign[i] !== 0);
    expect(used.sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  it("keeps dot products in the mean", () => {
    const a = Array.from({ length: 1000 }, (_, i) => Math.sin(i));
    const b = Array.from({ length: 1000 }, (_, i) => Math.sin(i) + Math.cos(i * 1.7));
    const exact = a.reduce((sum, value, i) => sum + value * b[i], 0);
    let sum = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { source, sign } = createSketch(1000, seed);
      const bucket = (values: number[], k: number) => {
        let total = 0;
        for (let i = k; i < source.length; i += EMBEDDING_LENGTH) total += sign[i] * values[source[i]];
        return total;
      };
      for (let k = 0; k < EMBEDDING_LENGTH; k++) sum += bucket(a, k) * bucket(b, k);
    }
    expect(Math.abs(sum / 200 / exact - 1)).toBeLessThan(0.03);
  });
});
