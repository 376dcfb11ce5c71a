/** The fitted likelihood models that are shipped in models/likelihood/. */
import { join } from "node:path";
import { readJsonFolder } from "./adapters/models/read-json-folder.ts";
import { findPackageRoot } from "./adapters/package-root.ts";
import type { LikelihoodModel } from "./analysis/likelihood/likelihood-model.ts";
import { readLikelihoodModel } from "./analysis/likelihood/read-likelihood-model.ts";
import { RibinError } from "./domain/errors.ts";

/** @throws RibinError MODEL_INVALID, naming the file */
export function composeLikelihoods(
  folder: string = join(findPackageRoot(), "models", "likelihood"),
): readonly LikelihoodModel[] {
  return readJsonFolder(folder).map(({ name, json }) => {
    try {
      return readLikelihoodModel(json);
    } catch (error) {
      const words = error instanceof RibinError ? error.message : "It cannot be read.";
      throw new RibinError("MODEL_INVALID", `${join(folder, name)}: ${words}`, { cause: error });
    }
  });
}
