import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";
import { dropVectors } from "../../src/usecases/models/drop-model.ts";

export const processDropVectors: BackgroundProcessor = (deps, run) => dropVectors(deps, run);
