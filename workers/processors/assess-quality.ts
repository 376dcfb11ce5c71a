import { assessQuality } from "../../src/usecases/assess-quality.ts";
import type { Processor } from "../../src/usecases/run-job.ts";

export const processAssessQuality: Processor = (deps, run) => assessQuality(deps, run);
