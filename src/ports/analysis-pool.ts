/**
 * The heavy numerics, off the main thread. A pool runs one named task with plain (structured-clonable) input; what the tasks
 * are stands in `usecases/analysis/tasks.ts`, so that this port knows no analysis.
 */
export interface AnalysisPool<Tasks extends TaskMap = TaskMap> {
  runTask<Name extends keyof Tasks & string>(
    name: Name,
    input: Tasks[Name]["input"],
    options?: { signal?: AbortSignal },
  ): Promise<Tasks[Name]["output"]>;
  readonly threads: number;
  close(): Promise<void>;
}

export type TaskMap = Record<string, { input: unknown; output: unknown }>;
