/**
 * How many breech-face candidates one query verifies a second: simulated marks, one firearm in eight the query's own, everything that a
 * pool thread does for a candidate (reading its stored bytes, registration over the full circle, cells). Medians over the rounds, as JSON.
 * Run: npm run bench:verify [-- THREADS [CANDIDATES]]
 */
import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { createCellMark, createCellWorkshop } from "../src/analysis/compare/cell-mark.ts";
import { BREECH_FACE_CELLS } from "../src/analysis/compare/cell-method.ts";
import { compareCells, createCellQuery } from "../src/analysis/compare/compare-cells.ts";
import { prepareMark } from "../src/analysis/compare/prepare-mark.ts";
import { decodePreparedMark, encodePreparedMark } from "../src/analysis/compare/prepared-mark-codec.ts";
import type { Kernels } from "../src/analysis/kernels/kernels.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { createPlainKernels } from "../src/analysis/kernels/plain-kernels.ts";
import { simulateBreechFaceFiring } from "../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../src/analysis/simulate/firearm.ts";

const ROUNDS = 7;
/** Firearms in the file for each one that is the query's own. */
const CROWD = 8;

interface Load {
  readonly query: Uint8Array;
  readonly candidates: readonly Uint8Array[];
}

/** Milliseconds of each round over all candidates; a round before them warms up. */
function timeRounds({ query, candidates }: Load, kernels: Kernels, rounds: number): number[] {
  const workshop = createCellWorkshop(BREECH_FACE_CELLS, kernels);
  const read = (bytes: Uint8Array) => createCellMark(decodePreparedMark(bytes).surface, workshop);
  const own = read(query);
  if (own === null) throw new Error("The simulated query has no data.");
  const ready = createCellQuery(own, workshop);
  const runAll = (): number => {
    const start = performance.now();
    for (const bytes of candidates) {
      const mark = read(bytes);
      if (mark !== null) compareCells(ready, mark);
    }
    return performance.now() - start;
  };
  runAll();
  return Array.from({ length: rounds }, runAll);
}

function findMedian(values: readonly number[]): number {
  return [...values].sort((p, q) => p - q)[values.length >> 1];
}

function simulateLoad(count: number): Load {
  const encode = (firearm: number, firing: number): Uint8Array => {
    const scan = simulateBreechFaceFiring(simulateFirearm(firearm), firing, { pitch: 12.5e-6 });
    return encodePreparedMark(prepareMark(scan, "BreechFace", { scaleKnown: true }));
  };
  const candidates = Array.from({ length: count }, (_, i) => encode(i % CROWD === 0 ? 1 : i + 1, i + 2));
  return { query: encode(1, 1), candidates };
}

async function measureRate(threads: number, count: number): Promise<void> {
  const load = simulateLoad(count);
  const plain = findMedian(timeRounds(load, createPlainKernels(), 1)) / count;
  const single = findMedian(timeRounds(load, loadKernels(), ROUNDS)) / count;
  const cpuBefore = process.cpuUsage();
  const perThread = await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL(import.meta.url), { workerData: load });
      const [rounds] = (await once(worker, "message")) as [number[]];
      return findMedian(rounds) / count;
    }),
  );
  const cpu = process.cpuUsage(cpuBefore);
  console.log(
    JSON.stringify({
      candidates: count,
      sameSource: load.candidates.filter((_, i) => i % CROWD === 0).length,
      threads,
      millisecondsPerPair: perThread,
      verifiedPerSecond: perThread.reduce((sum, milliseconds) => sum + 1000 / milliseconds, 0),
      // Without what the machine did meanwhile for others; the start of the threads and the query's own spectra included.
      cpuMillisecondsPerPair: (cpu.user + cpu.system) / 1000 / (threads * (ROUNDS + 1) * count),
      oneThreadMillisecondsPerPair: single,
      plainTypeScriptMillisecondsPerPair: plain,
      ratioToPlainTypeScript: plain / single,
    }),
  );
}

if (isMainThread) await measureRate(Number(process.argv[2] ?? 2), Number(process.argv[3] ?? 32));
else parentPort?.postMessage(timeRounds(workerData as Load, loadKernels(), ROUNDS));
