/** The analysis pool on worker threads. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { RibinError } from "../../domain/errors.ts";
import type { AnalysisPool, TaskMap } from "../../ports/analysis-pool.ts";
import { findPackageRoot } from "../package-root.ts";
import { LOW, PriorityTaskQueue } from "./priority-task-queue.ts";
import { readAnswer, type ThreadAnswer, type ThreadRequest } from "./thread-answer.ts";

/** Threads above those that stay end when they had nothing to do for so long. */
const IDLE_MS = 60_000;
/** How long `close` waits for running tasks. */
const CLOSE_MS = 5_000;

export interface PiscinaPoolOptions {
  /** A compiled file whose default export is what `answerInThread` made. */
  readonly filename: string;
  readonly threads: number;
  /** Threads that stay where nothing runs; left out: one. */
  readonly idleThreads?: number;
}

/** The compiled entry of the threads of that name; from sources (under a test runner) it is the last build's. */
export function findThread(name: "analysis-thread" | "scan-thread"): string {
  const compiled = import.meta.url.endsWith(".js");
  const filename = compiled
    ? fileURLToPath(new URL(`../../../workers/${name}.js`, import.meta.url))
    : join(findPackageRoot(), "dist", "workers", `${name}.js`);
  if (existsSync(filename)) return filename;
  throw new RibinError("CONFIGURATION_INVALID", "The program is not built: run `npm run build`.");
}

/** Threads start as tasks come; tasks wait in the order they came, low ones behind all others. A thread that dies fails its task only. */
export function openPiscinaPool<Tasks extends TaskMap>(options: PiscinaPoolOptions): AnalysisPool<Tasks> {
  const pool = new Piscina<ThreadRequest, ThreadAnswer>({
    filename: options.filename,
    minThreads: options.idleThreads ?? 1,
    maxThreads: options.threads,
    idleTimeout: IDLE_MS,
    taskQueue: new PriorityTaskQueue(),
  });
  const running = new Set<Promise<ThreadAnswer>>();

  async function run(request: ThreadRequest, signal: AbortSignal | undefined): Promise<ThreadAnswer> {
    const answer = pool.run(request, signal === undefined ? {} : { signal });
    running.add(answer);
    try {
      return await answer;
    } finally {
      running.delete(answer);
    }
  }

  return {
    threads: options.threads,
    runTask: async (task, input, { signal, priority } = {}) =>
      readAnswer(
        await run({ task, input, ...(priority === "low" ? LOW : {}) }, signal),
      ) as Tasks[typeof task]["output"],
    close: async () => {
      // What still runs then fails. Piscina's own close, when it has waited long enough, ends the process instead.
      await Promise.race([Promise.allSettled(running), sleep(CLOSE_MS, undefined, { ref: false })]);
      await pool.destroy();
    },
  };
}
