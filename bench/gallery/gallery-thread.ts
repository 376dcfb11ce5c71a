/** A thread that makes marks of the gallery and keeps what is derived from them; one file a step, until none is left. */
import { parentPort, workerData } from "node:worker_threads";
import { buildDescriptorInput, type DescriptorInput } from "../../src/analysis/features/descriptor-input.ts";
import { loadKernels } from "../../src/analysis/kernels/load-kernels.ts";
import { createGallery } from "./gallery-mark.ts";
import { CHUNK, hasChunk, readChunk, writeChunk } from "./gallery-store.ts";
import { decodeInput, INPUT_KIND } from "./kept-inputs.ts";
import { INPUT_MAKER, type MarkSource, openRecordMakers } from "./record-makers.ts";

export interface GalleryWork {
  readonly folder: string;
  readonly chunks: number;
  /** Folders of models, one set of vectors each. */
  readonly models: readonly string[];
  /** Records of the second net as well. */
  readonly sweep: boolean;
  /** The next file that nobody has taken. */
  readonly next: SharedArrayBuffer;
}

const work = workerData as GalleryWork;
const next = new Int32Array(work.next);
const makers = [INPUT_MAKER, ...(await openRecordMakers(work))];
const makeMark = createGallery(loadKernels());
for (let chunk = Atomics.add(next, 0, 1); chunk < work.chunks; chunk = Atomics.add(next, 0, 1)) {
  const wanted = makers.filter(({ kind }) => !hasChunk(work.folder, kind, chunk));
  const records: Uint8Array[][] = wanted.map(() => []);
  if (wanted.length > 0) {
    const inputs = hasChunk(work.folder, INPUT_KIND, chunk) ? await readChunk(work.folder, INPUT_KIND, chunk) : null;
    for (let place = 0; place < CHUNK; place++) {
      const source = findSource(chunk * CHUNK + place, inputs);
      for (const [i, { make }] of wanted.entries()) records[i].push(await make(source));
    }
  }
  for (const [i, { kind, pack }] of wanted.entries()) await writeChunk(work.folder, kind, chunk, pack(records[i]));
  parentPort?.postMessage(wanted.length > 0 ? CHUNK : 0);
}

/** The mark is drawn, and its input built, only where a record needs them. */
function findSource(index: number, inputs: Uint8Array | null): MarkSource {
  let input: DescriptorInput | null = null;
  return {
    mark: () => makeMark(index),
    input() {
      input ??= inputs === null ? buildDescriptorInput(makeMark(index)) : decodeInput(inputs, index % CHUNK);
      return input;
    },
  };
}
