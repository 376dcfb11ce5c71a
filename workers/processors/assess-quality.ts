import { assessQuality } from "../../src/usecases/acquisitions/assess-quality.ts";
import type { Processor } from "../../src/usecases/jobs/run-job.ts";

export const processAssessQuality: Processor = (deps, run) => assessQuality(deps, run);
