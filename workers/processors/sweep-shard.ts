import type { BackgroundProcessor } from "../../src/usecases/run-job.ts";
import { runSweepShard } from "../../src/usecases/run-sweep-shard.ts";

export const processSweepShard: BackgroundProcessor = (deps, run) => runSweepShard(deps, run);
