/** The inputs that are kept: small, made by our own builders or by the fuzzer. What once failed stays here under the name of its fault. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findPackageRoot } from "../../../src/adapters/package-root.ts";
import type { FuzzInput } from "./targets.ts";

function findCorpus(target: string): string {
  return join(findPackageRoot(), "test", "corpus", target);
}

export function readCorpus(target: string): readonly FuzzInput[] {
  const folder = findCorpus(target);
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: Uint8Array.from(readFileSync(join(folder, name))) }));
}
