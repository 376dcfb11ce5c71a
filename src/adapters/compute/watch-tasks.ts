/** Ends threads whose task takes too long: one that never ends would hold its thread, and its job's lease, for ever. */
import type { Worker } from "node:worker_threads";
import type { ThreadRequest } from "./thread-answer.ts";

const LOOK_MS = 1_000;

export interface WatchedTask {
  /** The request, with the place where its thread says that it has begun: waiting for a thread is not its time. */
  readonly request: ThreadRequest;
  readonly isOver: () => boolean;
  end(): void;
}

export interface TaskWatch {
  watch(request: ThreadRequest): WatchedTask;
  close(): void;
}

/** `listThreads`: those of the pool, of which the one is ended that is at a task for longer than `mostMs`. */
export function watchTasks(listThreads: () => readonly Worker[], mostMs: number): TaskWatch {
  const watched = new Set<{ readonly begun: Int32Array; since: number | null; over: boolean }>();
  const timer = setInterval(
    () => {
      const now = performance.now();
      for (const task of watched) {
        const thread = Atomics.load(task.begun, 0);
        if (thread === 0) continue;
        task.since ??= now;
        if (task.over || now - task.since < mostMs) continue;
        task.over = true;
        void listThreads()
          .find(({ threadId }) => threadId === thread)
          ?.terminate();
      }
    },
    Math.min(LOOK_MS, mostMs / 4),
  );
  timer.unref();
  return {
    watch(request) {
      const task = { begun: new Int32Array(new SharedArrayBuffer(4)), since: null, over: false };
      watched.add(task);
      return {
        request: { ...request, begun: task.begun },
        isOver: () => task.over,
        end: () => void watched.delete(task),
      };
    },
    close: () => clearInterval(timer),
  };
}
