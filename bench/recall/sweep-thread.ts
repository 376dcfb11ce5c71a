/** A thread of the exhaustive pass: takes one file of records after the other until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import { decodePreparedMark } from "../../src/analysis/compare/prepared-mark-codec.ts";
import type { Kernels } from "../../src/analysis/kernels/kernels.ts";
import { loadKernels } from "../../src/analysis/kernels/load-kernels.ts";
import { createPlainKernels } from "../../src/analysis/kernels/plain-kernels.ts";
import { runSweep } from "../../src/analysis/sweep/run-sweep.ts";
import { createSweepQuery } from "../../src/analysis/sweep/sweep-query.ts";
import { CHUNK, readChunk } from "../gallery/gallery-store.ts";
import { listSlots } from "../gallery/packed-records.ts";
import { SWEEP_KIND } from "../gallery/record-makers.ts";

export interface SweepThread {
  readonly folder: string;
  /** Scores of all marks, as 32-bit floats. */
  readonly scores: SharedArrayBuffer;
  /** The next file that nobody has taken. */
  readonly next: SharedArrayBuffer;
  readonly plain: boolean;
}

export interface SweepTask {
  /** A prepared mark. */
  readonly query: Uint8Array;
  /** Records that are in no file; for one thread only. */
  readonly extra: Uint8Array | null;
}

const { folder, scores, next, plain } = workerData as SweepThread;
const written = new Float32Array(scores);
const taken = new Int32Array(next);
const kernels: Kernels = plain ? createPlainKernels() : loadKernels();

async function sweep({ query, extra }: SweepTask): Promise<Float32Array | null> {
  const ready = createSweepQuery(kernels, decodePreparedMark(query));
  const chunks = written.length / CHUNK;
  for (let chunk = Atomics.add(taken, 0, 1); chunk < chunks; chunk = Atomics.add(taken, 0, 1)) {
    const pack = await readChunk(folder, SWEEP_KIND, chunk);
    written.set(runSweep(ready, pack, listSlots(pack)), chunk * CHUNK);
  }
  return extra === null ? null : runSweep(ready, extra, listSlots(extra));
}

parentPort?.on("message", (task: SweepTask) => {
  sweep(task).then(
    (found) => parentPort?.postMessage(found),
    (error: unknown) => {
      throw error;
    },
  );
});
