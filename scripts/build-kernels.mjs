/**
 * Compiles src/analysis/kernels/*.as (AssemblyScript) to WebAssembly and writes it, as base64, to kernels-wasm.ts beside them, so
 * that neither the program nor its build needs the compiler. Run after every change of a source: `npm run build:kernels`.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL("../src/analysis/kernels/", import.meta.url));
/** The memory is the caller's: a fixed number of pages of 64 KiB, of which the system gives only what is used. */
const PAGES = 4096;

/** Resolves to the text of kernels-wasm.ts. The same sources give the same text. */
export async function compileKernels() {
  let bytes;
  const { error, stderr } = await asc.main(
    [
      ...["kernels.ts", "--outFile", "kernels.wasm", "-O3", "--converge", "--noAssert", "--enable", "simd"],
      ...["--runtime", "stub", "--initialMemory", String(PAGES), "--maximumMemory", String(PAGES)],
    ],
    {
      // The compiler knows no ending but .ts, which here belongs to the other TypeScript.
      readFile: (name) => readFile(join(folder, name.replace(/\.ts$/, ".as")), "utf8").catch(() => null),
      writeFile: (_name, contents) => {
        bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || bytes === undefined) throw new Error(`The kernels do not compile: ${stderr.toString()}`);
  return [
    "/** Made by scripts/build-kernels.mjs from the .as files beside it; a test holds the two together. */",
    `export const KERNELS_WASM =\n  "${Buffer.from(bytes).toString("base64")}";`,
    "",
  ].join("\n");
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await writeFile(join(folder, "kernels-wasm.ts"), await compileKernels());
}
