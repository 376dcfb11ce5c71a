/** One processor a job of the catalog. */
import type { Processors } from "../src/usecases/jobs/run-job.ts";
import { processAssessQuality } from "./processors/assess-quality.ts";
import { processCorrelateOpen } from "./processors/correlate-open.ts";
import { processDeliverMail } from "./processors/deliver-mail.ts";
import { processDeliverWebhook } from "./processors/deliver-webhook.ts";
import { processDropVectors } from "./processors/drop-vectors.ts";
import { processExtractFeatures } from "./processors/extract-features.ts";
import { processFillSweep } from "./processors/fill-sweep.ts";
import { processFillVectors } from "./processors/fill-vectors.ts";
import { processPurgeEvidence } from "./processors/purge-evidence.ts";
import { processSearchCandidates } from "./processors/search-candidates.ts";
import { processSweepGallery } from "./processors/sweep-gallery.ts";
import { processSweepShard } from "./processors/sweep-shard.ts";
import { processVerifyAudit } from "./processors/verify-audit.ts";
import { processVerifyCandidates } from "./processors/verify-candidates.ts";

export const PROCESSORS: Processors = {
  "assess-quality": processAssessQuality,
  "extract-features": processExtractFeatures,
  "search-candidates": processSearchCandidates,
  "verify-candidates": processVerifyCandidates,
  "fill-vectors": processFillVectors,
  "drop-vectors": processDropVectors,
  "correlate-open": processCorrelateOpen,
  "sweep-gallery": processSweepGallery,
  "sweep-shard": processSweepShard,
  "fill-sweep": processFillSweep,
  "purge-evidence": processPurgeEvidence,
  "verify-audit": processVerifyAudit,
  "deliver-mail": processDeliverMail,
  "deliver-webhook": processDeliverWebhook,
};
