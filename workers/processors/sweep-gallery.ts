import { planSweep } from "../../src/usecases/plan-sweep.ts";
import type { BackgroundProcessor } from "../../src/usecases/run-job.ts";

export const processSweepGallery: BackgroundProcessor = (deps, run) => planSweep(deps, run);
