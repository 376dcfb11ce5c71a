/**
 * Compiles the .as files (AssemblyScript) of src/analysis/kernels and src/analysis/nearest to WebAssembly and writes each module, as
 * base64, to a file beside its sources, so that neither the program nor its build needs the compiler. Run after every change of a
 * source: `npm run build:kernels`.
 */
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const analysis = fileURLToPath(new URL("../src/analysis/", import.meta.url));
/** The memory is the caller's: a fixed number of pages of 64 KiB, of which the system gives only what is used. */
const PAGES = 4096;
/** The most that a memory of WebAssembly can have; the memory itself is given by who instantiates the module. */
const MOST_PAGES = 65_536;

const MODULES = [
  {
    sources: "kernels/kernels.as",
    target: "kernels/kernels-wasm.ts",
    name: "KERNELS_WASM",
    options: ["--enable", "simd", "--initialMemory", String(PAGES), "--maximumMemory", String(PAGES)],
  },
  {
    sources: "nearest/scan.as",
    target: "nearest/scan-wasm.ts",
    name: "SCAN_WASM",
    options: [
      ...["--enable", "simd,threads", "--importMemory", "--sharedMemory"],
      ...["--initialMemory", "1", "--maximumMemory", String(MOST_PAGES)],
    ],
  },
];

/** Resolves to the modules' files: path and text. The same sources give the same text. */
export async function compileKernels() {
  const files = [];
  for (const module of MODULES) {
    const wasm = Buffer.from(await compile(join(analysis, module.sources), module.options)).toString("base64");
    const lines = [
      "/** Made by scripts/build-kernels.mjs from the .as files beside it; a test holds the two together. */",
      `export const ${module.name} =\n  "${wasm}";`,
    ];
    files.push({ path: join(analysis, module.target), text: [...lines, ""].join("\n") });
  }
  return files;
}

async function compile(sources, options) {
  const folder = dirname(sources);
  let bytes;
  const { error, stderr } = await asc.main(
    [
      ...[basename(sources).replace(/\.as$/, ".ts"), "--outFile", "module.wasm", "-O3", "--converge", "--noAssert"],
      ...["--runtime", "stub", ...options],
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
  if (error || bytes === undefined) throw new Error(`${sources} does not compile: ${stderr.toString()}`);
  return bytes;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const { path, text } of await compileKernels()) await writeFile(path, text);
}
