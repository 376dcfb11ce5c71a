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
import { watchTasks } from "./watch-tasks.ts";

/** Threads above those that stay end when they had nothing to do for so long. */
const IDLE_MS = 60_000;
/** The longest task, a scan of 10,000 points a side on a slow machine, takes a fraction of it. */
const TASK_MS = 300_000;
/** How long `close` waits for running tasks. */
const CLOSE_MS = 5_000;

export interface PiscinaPoolOptions {
  /** A compiled file whose default export is what `answerInThread` made. */
  readonly filename: string;
  readonly threads: number;
  /** Threads that stay where nothing runs; left out: one. */
  readonly idleThreads?: number;
  /** Milliseconds that a task may take on its thread; 300 000. */
  readonly taskMs?: number;
}

/** The compiled entry of the threads, or of the process, of that name; from sources (under a test runner) it is the last build's. */
export function findThread(name: "analysis-thread" | "scan-thread" | "image-process"): string {
  const compiled = import.meta.url.endsWith(".js");
  const filename = compiled
    ? fileURLToPath(new URL(`../../../workers/${name}.js`, import.meta.url))
    : join(findPackageRoot(), "dist", "workers", `${name}.js`);
  if (existsSync(filename)) return filename;
  throw new RibinError("CONFIGURATION_INVALID", "The program is not built: run `npm run build`.");
}

/**
 * Threads start as tasks come; tasks wait in the order they came, low ones behind all others. A thread that dies, or is at a task for longer
 * than `taskMs`, fails that task only, with INTERNAL and what became of it; another thread takes its place.
 */
export function openPiscinaPool<Tasks extends TaskMap>(options: PiscinaPoolOptions): AnalysisPool<Tasks> {
  const pool = new Piscina<ThreadRequest, ThreadAnswer>({
    filename: options.filename,
    minThreads: options.idleThreads ?? 1,
    maxThreads: options.threads,
    idleTimeout: IDLE_MS,
    taskQueue: new PriorityTaskQueue(),
  });
  // A thread that dies without a task is replaced when the next one comes; nobody waits for it.
  pool.on("error", () => {});
  const running = new Set<Promise<ThreadAnswer>>();
  const taskMs = options.taskMs ?? TASK_MS;
  const tasks = watchTasks(() => pool.threads, taskMs);

  async function run(request: ThreadRequest, signal: AbortSignal | undefined): Promise<ThreadAnswer> {
    const watched = tasks.watch(request);
    const answer = pool.run(watched.request, signal === undefined ? {} : { signal });
    running.add(answer);
    try {
      return await answer;
    } catch (error) {
      if (watched.isOver()) throw giveUp(`was given up after ${Math.round(taskMs / 1_000)} s`, error);
      if (hasDied(error)) throw giveUp("ended its thread", error);
      throw error;
    } finally {
      watched.end();
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
      tasks.close();
      // What still runs then fails. Piscina's own close, when it has waited long enough, ends the process instead.
      await Promise.race([Promise.allSettled(running), sleep(CLOSE_MS, undefined, { ref: false })]);
      await pool.destroy();
    },
  };
}

/** What a decoder that crashes, or that asks for more memory than there is, leaves of its thread. */
function hasDied(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === "ERR_WORKER_OUT_OF_MEMORY" || /^worker exited with code/.test(String(message));
}

function giveUp(what: string, cause: unknown): RibinError {
  return new RibinError("INTERNAL", `The analysis of the file ${what}.`, { cause });
}
