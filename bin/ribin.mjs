#!/usr/bin/env node
/** The `ribin` command. The program is TypeScript; a checkout that was never built is built here once, on its first use. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const program = new URL("../dist/src/cli.js", import.meta.url);
if (!existsSync(program)) {
  const builder = new URL("../scripts/build.mjs", import.meta.url);
  if (existsSync(new URL("../node_modules/typescript/package.json", import.meta.url)) && existsSync(builder)) {
    process.stderr.write("Building RIBIN core, once…\n");
    const { build } = await import(builder.href);
    if ((await build()) !== 0) process.exit(1);
  } else {
    process.stderr.write(`USAGE: ${fileURLToPath(program)} is missing: run "npm ci && npm run build" first.\n`);
    process.exit(1);
  }
}
await import(program.href);
