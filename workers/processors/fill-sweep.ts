import { fillSweep } from "../../src/usecases/correlation/fill-sweep.ts";
import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";

export const processFillSweep: BackgroundProcessor = (deps, run) => fillSweep(deps, run);
