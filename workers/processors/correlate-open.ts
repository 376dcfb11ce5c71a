import { correlateOpen } from "../../src/usecases/correlate-all.ts";
import type { BackgroundProcessor } from "../../src/usecases/run-job.ts";

export const processCorrelateOpen: BackgroundProcessor = (deps, run) => correlateOpen(deps, run);
