import type { Processor } from "../../src/usecases/run-job.ts";
import { verifyCandidates } from "../../src/usecases/verify-candidates.ts";

export const processVerifyCandidates: Processor = (deps, run) => verifyCandidates(deps, run);
