/** Wires a thread of the search by vectors. */
import { answerInThread } from "./adapters/compute/thread-answer.ts";
import { scanVectors } from "./analysis/nearest/scan-vectors.ts";
import type { ScanTasks } from "./usecases/vector-memory/hold-vectors.ts";

export function composeScanThread() {
  return answerInThread<ScanTasks>({ scanVectors: async (input) => scanVectors(input) });
}
