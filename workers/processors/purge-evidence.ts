import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";
import { purgeEvidence } from "../../src/usecases/retention/purge-evidence.ts";

export const processPurgeEvidence: BackgroundProcessor = (deps, run) => purgeEvidence(deps, run);
