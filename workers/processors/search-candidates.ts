import { searchCandidates } from "../../src/usecases/correlation/search-candidates.ts";
import type { Processor } from "../../src/usecases/jobs/run-job.ts";

export const processSearchCandidates: Processor = (deps, run) => searchCandidates(deps, run);
