import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";
import { fillVectors } from "../../src/usecases/models/fill-vectors.ts";

export const processFillVectors: BackgroundProcessor = (deps, run) => fillVectors(deps, run);
