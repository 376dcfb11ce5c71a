/** Wires a thread of the analysis pool, and the process in which it decodes images: the numerics, and nothing that reaches out. */
import { findThread } from "./adapters/compute/piscina-pool.ts";
import { answerInThread } from "./adapters/compute/thread-answer.ts";
import { createChildImageDecoder, serveImageDecoder } from "./adapters/sharp/child-image-decoder.ts";
import { createAnalysisTasks } from "./usecases/analysis/create-analysis-tasks.ts";
import type { AnalysisTasks } from "./usecases/analysis/tasks.ts";

export function composeThread() {
  return answerInThread<AnalysisTasks>(createAnalysisTasks(createChildImageDecoder(findThread("image-process"))));
}

export function composeImageProcess(): void {
  serveImageDecoder();
}
