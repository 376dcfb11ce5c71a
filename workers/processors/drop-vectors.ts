import { dropVectors } from "../../src/usecases/drop-model.ts";
import type { BackgroundProcessor } from "../../src/usecases/run-job.ts";

export const processDropVectors: BackgroundProcessor = (deps, run) => dropVectors(deps, run);
