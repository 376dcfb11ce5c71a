import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { buildModels } from "../../models/training/build-descriptor.ts";
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
