/** Wires a thread of the analysis pool: the numerics and the decoder of images, and nothing that reaches out. */
import { answerInThread } from "./adapters/compute/thread-answer.ts";
import { createSharpImageDecoder } from "./adapters/sharp/sharp-image-decoder.ts";
import { createAnalysisTasks } from "./usecases/analysis/create-analysis-tasks.ts";
import type { AnalysisTasks } from "./usecases/analysis/tasks.ts";

export function composeThread() {
  return answerInThread<AnalysisTasks>(createAnalysisTasks(createSharpImageDecoder()));
}
