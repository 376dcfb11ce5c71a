import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";

const script = new URL("../../scripts/build-kernels.mjs", import.meta.url).href;

test("the committed WebAssembly is what its sources compile to", async () => {
  type Compiled = readonly { readonly path: string; readonly text: string }[];
  const { compileKernels } = (await import(script)) as { compileKernels: () => Promise<Compiled> };
  const files = await compileKernels();
  expect(files).toHaveLength(2);
  for (const { path, text } of files) expect(await readFile(path, "utf8")).toBe(text);
});
