import { planSweep } from "../../src/usecases/correlation/plan-sweep.ts";
import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";

export const processSweepGallery: BackgroundProcessor = (deps, run) => planSweep(deps, run);
