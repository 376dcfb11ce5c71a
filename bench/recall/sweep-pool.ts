/** The exhaustive pass over the gallery on worker threads. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { CHUNK } from "../gallery/gallery-store.ts";
import type { SweepTask, SweepThread } from "./sweep-thread.ts";

export interface Swept {
  /** Of the gallery's marks; larger is more alike. */
  readonly scores: Float32Array;
  /** Of the extra records. */
  readonly extra: Float32Array;
  readonly seconds: number;
}

export interface SweepPool {
  /** `extra`: packed records that are scored beside the gallery. */
  run(query: Uint8Array, extra: Uint8Array): Promise<Swept>;
  close(): Promise<void>;
}

/** Over the first `count` marks, a multiple of `CHUNK`; `plain`: by the twin in TypeScript. */
export function openSweepPool(given: { folder: string; count: number; threads: number; plain?: boolean }): SweepPool {
  const scores = new SharedArrayBuffer(4 * CHUNK * Math.ceil(given.count / CHUNK));
  const next = new SharedArrayBuffer(4);
  const data: SweepThread = { folder: given.folder, scores, next, plain: given.plain === true };
  const workers = Array.from(
    { length: given.threads },
    () => new Worker(new URL("./sweep-thread.js", import.meta.url), { workerData: data }),
  );
  return {
    async run(query, extra) {
      new Int32Array(next)[0] = 0;
      const started = performance.now();
      const answers = await Promise.all(
        workers.map(async (worker, i) => {
          const answer = once(worker, "message") as Promise<[Float32Array | null]>;
          worker.postMessage({ query, extra: i === 0 ? extra : null } satisfies SweepTask);
          return (await answer)[0];
        }),
      );
      const seconds = (performance.now() - started) / 1000;
      return { scores: Float32Array.from(new Float32Array(scores)), extra: answers[0] ?? new Float32Array(), seconds };
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
