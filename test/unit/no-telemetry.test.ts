import { execFile } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { findPackageRoot } from "../../src/adapters/package-root.ts";

test("loading and running the models leaves no trace of telemetry in the home folder", async () => {
  const home = await mkdtemp(join(tmpdir(), "ribin-home-"));
  const embedder = pathToFileURL(join(findPackageRoot(), "dist/src/adapters/onnx/onnx-embedder.js")).href;
  const program = `const { openOnnxEmbedder } = await import(${JSON.stringify(embedder)});
    const embedder = await openOnnxEmbedder();
    console.log(embedder.models.length);
    await embedder.close();`;
  // With telemetry on, the library keeps its identifier and its events below ~/.cache.
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    env: { HOME: home, PATH: process.env.PATH ?? "" },
  });
  expect(Number(stdout)).toBeGreaterThan(0);
  expect(await readdir(home)).toEqual([]);
});
