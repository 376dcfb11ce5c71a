import { verifyCandidates } from "../../src/usecases/correlation/verify-candidates.ts";
import type { Processor } from "../../src/usecases/jobs/run-job.ts";

export const processVerifyCandidates: Processor = (deps, run) => verifyCandidates(deps, run);
