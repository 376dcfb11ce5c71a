/** The embedded member of the pair: this process counts for itself. */
import type { RequestCount, RequestCounter } from "../../ports/request-counter.ts";

interface Window {
  count: number;
  endsAt: number;
}

/** Windows that are over are let go when so many are held. */
const SWEEP_FROM = 10_000;

export interface MemoryRequestCounter extends RequestCounter {
  /** Windows held, those that are over and not yet let go among them. */
  countHeld(): number;
}

/** `now` in milliseconds, of a clock that only goes forward. */
export function createMemoryRequestCounter(now: () => number = () => performance.now()): MemoryRequestCounter {
  const windows = new Map<string, Window>();
  let sweepAt = SWEEP_FROM;

  function countOne(key: string, windowMs: number): RequestCount {
    const at = now();
    let window = windows.get(key);
    if (window === undefined || window.endsAt <= at) {
      window = { count: 0, endsAt: at + windowMs };
      windows.set(key, window);
    }
    window.count += 1;
    return { count: window.count, resetMs: window.endsAt - at };
  }

  function sweep(): void {
    const at = now();
    for (const [key, { endsAt }] of windows) if (endsAt <= at) windows.delete(key);
    // Where all are still open, the next sweep waits for as many again.
    sweepAt = Math.max(SWEEP_FROM, 2 * windows.size);
  }

  return {
    async count(bounds, windowMs) {
      const counts: RequestCount[] = [];
      for (const { key, most } of bounds) {
        const counted = countOne(key, windowMs);
        counts.push(counted);
        if (counted.count > most) break;
      }
      if (windows.size > sweepAt) sweep();
      return counts;
    },
    countHeld: () => windows.size,
    close: async () => {},
  };
}
