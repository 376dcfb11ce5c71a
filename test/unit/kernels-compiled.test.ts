import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";

const script = new URL("../../scripts/build-kernels.mjs", import.meta.url).href;

test("the committed WebAssembly is what its sources compile to", async () => {
  const { compileKernels } = (await import(script)) as { compileKernels: () => Promise<string> };
  const committed = await readFile(new URL("../../src/analysis/kernels/kernels-wasm.ts", import.meta.url), "utf8");
  expect(committed).toBe(await compileKernels());
});
