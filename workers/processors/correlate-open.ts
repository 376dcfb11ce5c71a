import { correlateOpen } from "../../src/usecases/correlation/correlate-all.ts";
import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";

export const processCorrelateOpen: BackgroundProcessor = (deps, run) => correlateOpen(deps, run);
