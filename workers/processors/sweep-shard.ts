import { runSweepShard } from "../../src/usecases/correlation/run-sweep-shard.ts";
import type { BackgroundProcessor } from "../../src/usecases/jobs/run-job.ts";

export const processSweepShard: BackgroundProcessor = (deps, run) => runSweepShard(deps, run);
