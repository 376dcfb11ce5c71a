/**
 * How many breech-face candidates one query verifies a second, and how many lands: simulated marks, one firearm in eight the query's own,
 * everything that a pool thread does for a candidate (reading its stored bytes; registration over the full circle and cells, or
 * lags, stretches and segments). Medians over the rounds, as JSON.
 * Run: npm run bench -- verify [THREADS [CANDIDATES]]
 */
import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { createCellMark, createCellWorkshop } from "../src/analysis/compare/cell-mark.ts";
import { BREECH_FACE_CELLS } from "../src/analysis/compare/cell-method.ts";
import { compareCells, createCellQuery } from "../src/analysis/compare/compare-cells.ts";
import { createLandQuery } from "../src/analysis/compare/land-compare.ts";
import { prepareMark } from "../src/analysis/compare/prepare-mark.ts";
import { decodePreparedMark, encodePreparedMark } from "../src/analysis/compare/prepared-mark-codec.ts";
import type { Kernels } from "../src/analysis/kernels/kernels.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { createPlainKernels } from "../src/analysis/kernels/plain-kernels.ts";
import { simulateBreechFaceFiring } from "../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../src/analysis/simulate/land-firing.ts";

const ROUNDS = 7;
/** Lands are so quick that a round goes over their candidates this often. */
const LAND_PASSES = 20;
/** Firearms in the file for each one that is the query's own. */
const CROWD = 8;

interface Load {
  readonly query: Uint8Array;
  readonly candidates: readonly Uint8Array[];
}

/** What a thread is given: both kinds, measured one after the other. */
interface Loads {
  readonly faces: Load;
  readonly lands: Load;
}

/** Milliseconds of each round. */
interface Timed {
  readonly faces: readonly number[];
  readonly lands: readonly number[];
}

/** Runs once to warm up. */
function repeat(run: () => void, rounds: number): number[] {
  run();
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
}

/** Milliseconds of each round over all candidates. */
function timeFaces({ query, candidates }: Load, kernels: Kernels, rounds: number): number[] {
  const workshop = createCellWorkshop(BREECH_FACE_CELLS, kernels);
  const read = (bytes: Uint8Array) => createCellMark(decodePreparedMark(bytes).surface, workshop);
  const own = read(query);
  if (own === null) throw new Error("The simulated query has no data.");
  const ready = createCellQuery(own, workshop);
  return repeat(() => {
    for (const bytes of candidates) {
      const mark = read(bytes);
      if (mark !== null) compareCells(ready, mark);
    }
  }, rounds);
}

/** Milliseconds of each round over all candidates, `LAND_PASSES` times. On the kernels of the thread. */
function timeLands({ query, candidates }: Load, rounds: number): number[] {
  const ready = createLandQuery(decodePreparedMark(query));
  return repeat(() => {
    for (let pass = 0; pass < LAND_PASSES; pass++) {
      for (const bytes of candidates) ready.compareWith(decodePreparedMark(bytes));
    }
  }, rounds);
}

/** Lands that are refused cost less than those that are compared: how many were which. */
function countComparedLands({ query, candidates }: Load): number {
  const ready = createLandQuery(decodePreparedMark(query));
  return candidates.filter((bytes) => ready.compareWith(decodePreparedMark(bytes)).comparable).length;
}

function findMedian(values: readonly number[]): number {
  return [...values].sort((p, q) => p - q)[values.length >> 1];
}

function simulateFaces(count: number): Load {
  const encode = (firearm: number, firing: number): Uint8Array => {
    const scan = simulateBreechFaceFiring(simulateFirearm(firearm), firing, { pitch: 12.5e-6 });
    return encodePreparedMark(prepareMark(scan, "BreechFace", { scaleKnown: true }));
  };
  const candidates = Array.from({ length: count }, (_, i) => encode(i % CROWD === 0 ? 1 : i + 1, i + 2));
  return { query: encode(1, 1), candidates };
}

function simulateLands(count: number): Load {
  const encode = (firearm: number, land: number, firing: number): Uint8Array => {
    const scan = simulateLandFiring(simulateFirearm(firearm), land, firing);
    return encodePreparedMark(prepareMark(scan, "LEA", { scaleKnown: true }));
  };
  const candidates = Array.from({ length: count }, (_, i) => encode(i % CROWD === 0 ? 1 : i + 1, 0, i + 2));
  return { query: encode(1, 0, 1), candidates };
}

async function measureRate(threads: number, count: number): Promise<void> {
  const loads: Loads = { faces: simulateFaces(count), lands: simulateLands(Math.min(count, 16)) };
  const landPairs = LAND_PASSES * loads.lands.candidates.length;
  const plain = findMedian(timeFaces(loads.faces, createPlainKernels(), 1)) / count;
  const single = findMedian(timeFaces(loads.faces, loadKernels(), ROUNDS)) / count;
  const timed = await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL(import.meta.url), { workerData: loads });
      return ((await once(worker, "message")) as [Timed])[0];
    }),
  );
  const perFace = timed.map(({ faces }) => findMedian(faces) / count);
  const perLand = timed.map(({ lands }) => findMedian(lands) / landPairs);
  const addRates = (times: readonly number[]): number => times.reduce((sum, time) => sum + 1000 / time, 0);
  const cpuBefore = process.cpuUsage();
  timeFaces(loads.faces, loadKernels(), ROUNDS);
  const facesCpu = process.cpuUsage(cpuBefore);
  const landsBefore = process.cpuUsage();
  timeLands(loads.lands, ROUNDS);
  const landsCpu = process.cpuUsage(landsBefore);
  console.log(
    JSON.stringify({
      candidates: count,
      sameSource: loads.faces.candidates.filter((_, i) => i % CROWD === 0).length,
      threads,
      millisecondsPerPair: perFace,
      verifiedPerSecond: addRates(perFace),
      // One thread, without what the machine did meanwhile for others; the query's own spectra included.
      cpuMillisecondsPerPair: (facesCpu.user + facesCpu.system) / 1000 / ((ROUNDS + 1) * count),
      oneThreadMillisecondsPerPair: single,
      plainTypeScriptMillisecondsPerPair: plain,
      ratioToPlainTypeScript: plain / single,
      lands: loads.lands.candidates.length,
      landsComparable: countComparedLands(loads.lands),
      landMillisecondsPerPair: perLand,
      landPairsPerSecond: addRates(perLand),
      landCpuMillisecondsPerPair: (landsCpu.user + landsCpu.system) / 1000 / ((ROUNDS + 1) * landPairs),
    }),
  );
}

/** Prints the rates as a line of JSON. */
export async function measureVerification([threads, candidates]: readonly string[]): Promise<void> {
  await measureRate(Number(threads ?? 2), Number(candidates ?? 32));
}

if (!isMainThread) {
  const { faces, lands } = workerData as Loads;
  // All threads are at faces, and then at lands, at the same time.
  const timed: Timed = { faces: timeFaces(faces, loadKernels(), ROUNDS), lands: timeLands(lands, ROUNDS) };
  parentPort?.postMessage(timed);
}
