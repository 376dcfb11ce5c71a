/**
 * Low tickets are taken by hand, one by one and only where a place is free: BullMQ's own loop takes what it can get, and would have
 * to put it back.
 */
import { randomUUID } from "node:crypto";
import type { PlacesWorker } from "./places-worker.ts";
import { settleWithin } from "./settle-within.ts";

/** Tickets that other processes add, and places that only Redis knows to be free, are found by looking. */
const PAUSE_MS = 1_000;
const CLOSE_MS = 2_000;

export interface LowWork {
  /** A ticket was added here, or a place has become free: do not wait for the next look. */
  look(): void;
  /** Takes no more, and waits for what is under way, up to the given milliseconds. */
  close(graceMs: number): Promise<void>;
}

export interface LowWorkOptions {
  /** Not running by itself. */
  readonly worker: PlacesWorker;
  /** Of all places of this process, those that are taken, the worker's own among them. */
  readonly countTaken: () => number;
  readonly places: number;
  readonly doNormalWait: () => Promise<boolean>;
  readonly reportError: (error: Error) => void;
}

/** Starts at once, and goes on looking until it is closed. */
export function startLowWork({ worker, countTaken, places, doNormalWait, reportError }: LowWorkOptions): LowWork {
  const running = new Set<Promise<unknown>>();
  let stopped = false;
  let told = false;
  let wake = () => {};
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function takeAll(): Promise<void> {
    while (!stopped && countTaken() < places && !(await doNormalWait())) {
      const token = randomUUID();
      const job = await worker.takeByHand(token);
      if (job === null) return;
      // It has a place now; a normal ticket may have come to one while Redis was asked.
      if (stopped || countTaken() > places) return worker.putBack(job, token);
      const processing = worker.processJob(job, token, () => false).catch(reportError);
      running.add(processing);
      processing.finally(() => running.delete(processing));
    }
  }

  async function run(): Promise<void> {
    await worker.startByHand();
    while (!stopped) {
      told = false;
      await takeAll().catch(reportError);
      if (!stopped && !told) await rest();
    }
  }

  const looking = run().catch(reportError);
  return {
    look: () => {
      told = true;
      wake();
    },
    close: async (graceMs) => {
      stopped = true;
      wake();
      // A ticket on its way is put back, where Redis answers; then what runs.
      await settleWithin(looking, Math.min(graceMs, CLOSE_MS));
      await settleWithin(Promise.all(running), graceMs);
      // By force: it has no loop that could end, and what still runs was given up.
      await settleWithin(worker.close(true), CLOSE_MS);
    },
  };
}
