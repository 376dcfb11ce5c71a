import type { JobPriority } from "../domain/vocabulary.ts";

/**
 * The heavy numerics, off the main thread. A pool runs one named task with plain (structured-clonable) input; what the tasks
 * are stands in `usecases/analysis/tasks.ts`, so that this port knows no analysis.
 */
export interface AnalysisPool<Tasks extends TaskMap = TaskMap> {
  runTask<Name extends keyof Tasks & string>(
    name: Name,
    input: Tasks[Name]["input"],
    options?: TaskOptions,
  ): Promise<Tasks[Name]["output"]>;
  readonly threads: number;
  close(): Promise<void>;
}

export interface TaskOptions {
  readonly signal?: AbortSignal;
  /** A low task that waits for a thread lets every normal one pass; left out: normal. */
  readonly priority?: JobPriority;
}

export type TaskMap = Record<string, { input: unknown; output: unknown }>;
