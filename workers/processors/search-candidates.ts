import type { Processor } from "../../src/usecases/run-job.ts";
import { searchCandidates } from "../../src/usecases/search-candidates.ts";

export const processSearchCandidates: Processor = (deps, run) => searchCandidates(deps, run);
