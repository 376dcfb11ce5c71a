import { fillSweep } from "../../src/usecases/fill-sweep.ts";
import type { BackgroundProcessor } from "../../src/usecases/run-job.ts";

export const processFillSweep: BackgroundProcessor = (deps, run) => fillSweep(deps, run);
