import { extractFeatures } from "../../src/usecases/extract-features.ts";
import type { Processor } from "../../src/usecases/run-job.ts";

export const processExtractFeatures: Processor = (deps, run) => extractFeatures(deps, run);
