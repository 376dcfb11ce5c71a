/** One processor a job of the catalog. */
import type { Processors } from "../src/usecases/run-job.ts";
import { processAssessQuality } from "./processors/assess-quality.ts";
import { processExtractFeatures } from "./processors/extract-features.ts";
import { processSearchCandidates } from "./processors/search-candidates.ts";
import { processVerifyCandidates } from "./processors/verify-candidates.ts";

export const PROCESSORS: Processors = {
  "assess-quality": processAssessQuality,
  "extract-features": processExtractFeatures,
  "search-candidates": processSearchCandidates,
  "verify-candidates": processVerifyCandidates,
};
