import path from "node:path";
import { findPackageRoot } from "../../src/adapters/package-root.ts";

/** Settings and what train.sh learned lie beside the sources; these are compiled elsewhere. */
export function locateLearned(name: string): string {
  return path.join(findPackageRoot(), "models", "training", name);
}
