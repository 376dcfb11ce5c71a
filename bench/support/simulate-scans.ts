/** Breech faces of many firearms, simulated on every core before anything is timed. */
import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";

/** Of each firearm, one after the other. */
export const FIRINGS = 2;

/** X3P files of 6.25 um. */
export async function simulateScans(count: number): Promise<readonly Uint8Array[]> {
  const threads = availableParallelism();
  const scans: Uint8Array[] = [];
  const runThread = (first: number) =>
    new Promise<void>((resolve, reject) => {
      const thread = new Worker(new URL(import.meta.url), { workerData: { first, step: threads, count } });
      thread.on("message", ({ at, scan }: { at: number; scan: Uint8Array }) => {
        scans[at] = scan;
      });
      thread.once("error", reject);
      thread.once("exit", () => resolve());
    });
  await Promise.all(Array.from({ length: threads }, (_, first) => runThread(first)));
  return scans;
}

if (!isMainThread && parentPort !== null) {
  const { first, step, count } = workerData as { first: number; step: number; count: number };
  for (let at = first; at < count; at += step) {
    const firing = simulateBreechFaceFiring(simulateFirearm(1 + Math.floor(at / FIRINGS)), at % FIRINGS);
    parentPort.postMessage({ at, scan: writeX3p(firing, { creator: "bench" }) });
  }
}
