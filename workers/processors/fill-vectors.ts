import { fillVectors } from "../../src/usecases/fill-vectors.ts";
import type { BackgroundProcessor } from "../../src/usecases/run-job.ts";

export const processFillVectors: BackgroundProcessor = (deps, run) => fillVectors(deps, run);
