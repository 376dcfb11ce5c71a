/** What a thread answers. An error's class and code do not survive the way between threads, so they travel as data. */
import { threadId } from "node:worker_threads";
import { type ErrorCode, type FieldError, RibinError } from "../../domain/errors.ts";
import type { TaskMap } from "../../ports/analysis-pool.ts";

export interface ThreadRequest {
  readonly task: string;
  readonly input: unknown;
  /** Shared: the thread writes its number here when it begins. */
  readonly begun?: Int32Array;
}

export type ThreadAnswer =
  | { readonly done: true; readonly output: unknown }
  | {
      readonly done: false;
      readonly code: ErrorCode;
      readonly message: string;
      readonly errors: readonly FieldError[];
      readonly extra: Readonly<Record<string, string | number | boolean>>;
    };

/** The tasks, each as the function that does it. */
export type TaskFunctions<Tasks extends TaskMap> = {
  readonly [Name in keyof Tasks]: (input: Tasks[Name]["input"]) => Promise<Tasks[Name]["output"]>;
};

/** The function that a thread's file exports as its default. Errors other than RibinError are thrown as they are. */
export function answerInThread<Tasks extends TaskMap>(
  functions: TaskFunctions<Tasks>,
): (request: ThreadRequest) => Promise<ThreadAnswer> {
  const byName: Readonly<Record<string, (input: never) => Promise<unknown>>> = functions;
  return async (request) => {
    const { task, input } = request;
    markBegun(request);
    const run = Object.hasOwn(byName, task) ? byName[task] : undefined;
    if (run === undefined) throw new Error(`The thread knows no task "${task}".`);
    try {
      return { done: true, output: await run(input as never) };
    } catch (error) {
      if (!(error instanceof RibinError)) throw error;
      const { code, message, errors, extra } = error;
      return { done: false, code, message, errors, extra };
    }
  };
}

/** Says to whoever asked that this thread is at it. */
function markBegun({ begun }: ThreadRequest): void {
  if (begun !== undefined) Atomics.store(begun, 0, threadId);
}

/** The output of an answer, or its error as it was thrown in the thread. */
export function readAnswer(answer: ThreadAnswer): unknown {
  if (answer.done) return answer.output;
  const { code, message, errors, extra } = answer;
  throw new RibinError(code, message, { errors, extra });
}
