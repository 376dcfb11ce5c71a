import { extractFeatures } from "../../src/usecases/acquisitions/extract-features.ts";
import type { Processor } from "../../src/usecases/jobs/run-job.ts";

export const processExtractFeatures: Processor = (deps, run) => extractFeatures(deps, run);
