/** A thread that makes marks of the gallery and keeps what is derived from them; one file a step, until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import { loadKernels } from "../../src/analysis/kernels/load-kernels.ts";
import { createGallery } from "./gallery-mark.ts";
import { CHUNK, hasChunk, writeChunk } from "./gallery-store.ts";
import { openRecordMakers } from "./record-makers.ts";

export interface GalleryWork {
  readonly folder: string;
  readonly chunks: number;
  /** Folders of models, one set of vectors each. */
  readonly models: readonly string[];
  /** The next file that nobody has taken. */
  readonly next: SharedArrayBuffer;
}

const work = workerData as GalleryWork;
const next = new Int32Array(work.next);
const makers = await openRecordMakers(work);
const makeMark = createGallery(loadKernels());
for (let chunk = Atomics.add(next, 0, 1); chunk < work.chunks; chunk = Atomics.add(next, 0, 1)) {
  const wanted = makers.filter(({ kind }) => !hasChunk(work.folder, kind, chunk));
  const records: Uint8Array[][] = wanted.map(() => []);
  if (wanted.length > 0) {
    for (let index = chunk * CHUNK; index < (chunk + 1) * CHUNK; index++) {
      const mark = makeMark(index);
      for (const [i, { make }] of wanted.entries()) records[i].push(await make(mark));
    }
  }
  for (const [i, { kind }] of wanted.entries()) await writeChunk(work.folder, kind, chunk, Buffer.concat(records[i]));
  parentPort?.postMessage(wanted.length > 0 ? CHUNK : 0);
}
