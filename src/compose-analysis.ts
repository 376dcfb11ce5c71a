/** The part of the composition that analyses evidence: apart, so that a command that needs no service loads none of it. */
import { findThread, openPiscinaPool } from "./adapters/compute/piscina-pool.ts";
import { openOnnxEmbedder } from "./adapters/onnx/onnx-embedder.ts";
import { assertInputsFit } from "./analysis/features/descriptor-input.ts";
import type { Config } from "./config.ts";
import type { AnalysisTasks } from "./usecases/analysis/tasks.ts";
import type { Deps } from "./usecases/deps.ts";

/** What analyses evidence, without a database or a store: all that the command line's comparisons need. */
export interface Analysis extends Pick<Deps, "pool" | "embedder"> {
  close(): Promise<void>;
}

/** Loads the models and opens the pool of threads. */
export async function composeAnalysis(config: Pick<Config, "threads">): Promise<Analysis> {
  const filename = findThread("analysis-thread");
  const embedder = await openOnnxEmbedder();
  assertInputsFit(embedder.models);
  const pool = openPiscinaPool<AnalysisTasks>({ filename, threads: config.threads });
  const close = async () => {
    await pool.close();
    await embedder.close();
  };
  return { pool, embedder, close };
}
