/**
 * Compiles src/ and workers/ to dist/ (incrementally), then removes what is left there of sources that are gone, so that a
 * deleted file cannot live on in a build. Run as `npm run build`; bin/ribin.mjs calls it on the first use of a checkout.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

/** Compiler messages go to stderr: stdout belongs to the program that may be waiting for this build. */
function compile() {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const child = spawn(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json"), "--noEmitOnError"], {
    stdio: ["ignore", 2, 2],
  });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => done(code ?? 1));
  });
}

function removeStaleOutputs() {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    // The pages are the bundler's.
    if (entry.parentPath.startsWith(join(dist, "web"))) continue;
    if (!entry.isFile() || !/\.js(\.map)?$/.test(entry.name)) continue;
    const output = join(entry.parentPath, entry.name);
    const source = join(root, relative(dist, output).replace(/\.js(\.map)?$/, ".ts"));
    if (!existsSync(source)) rmSync(output);
  }
}

/** The pages of the workbench, each file beside its compressed form, so that a slow line gets it small and no request compresses. */
async function bundleWorkbench() {
  const { build: bundle } = await import("vite");
  await bundle({ configFile: join(root, "src/web/vite.config.ts") });
  const compressBrotli = promisify(brotliCompress);
  for (const entry of readdirSync(join(dist, "web"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(`${path}.br`, await compressBrotli(readFileSync(path)));
  }
}

/** Resolves to the compiler's exit code. */
export async function build() {
  const code = await compile();
  if (code !== 0) return code;
  removeStaleOutputs();
  await bundleWorkbench();
  return 0;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await build();
}
