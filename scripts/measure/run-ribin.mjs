/** Runs the program's own commands, as any reader can. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs `ribin ARGS --json`; its JSON, or the refusal's line, and the wall seconds. */
export function tryRibin(...args) {
  process.stderr.write(`ribin ${args.join(" ")}\n`);
  const started = performance.now();
  const child = spawnSync(process.execPath, ["bin/ribin.mjs", ...args, "--json"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - started) / 1000;
  if (child.status === 0) return { result: JSON.parse(child.stdout), refusal: null, seconds };
  return { result: null, refusal: child.stderr.trim().split("\n").at(-1), seconds };
}

/** The same, where a refusal is a fault. */
export function ribin(...args) {
  const { result, refusal, seconds } = tryRibin(...args);
  if (result === null) throw new Error(refusal);
  return { ...result, wall: seconds };
}

/** The standard output of `npm run bench -- NAME`. */
export function runBench(name) {
  process.stderr.write(`npm run bench -- ${name}\n`);
  const args = ["run", "--silent", "bench", "--", name];
  const child = spawnSync("npm", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (child.status !== 0) throw new Error(child.stderr);
  return child.stdout.trim();
}
