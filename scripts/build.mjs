/**
 * Compiles src/ and workers/ to dist/ (incrementally), then removes what is left there of sources that are gone, so that a
 * deleted file cannot live on in a build. Run as `npm run build`; bin/ribin.mjs calls it on the first use of a checkout.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

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
    if (!entry.isFile() || !/\.js(\.map)?$/.test(entry.name)) continue;
    const output = join(entry.parentPath, entry.name);
    const source = join(root, relative(dist, output).replace(/\.js(\.map)?$/, ".ts"));
    if (!existsSync(source)) rmSync(output);
  }
}

/** Resolves to the compiler's exit code. */
export async function build() {
  const code = await compile();
  if (code === 0) removeStaleOutputs();
  return code;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await build();
}
