/** V8's own count of which blocks of the followed scripts ran: an input that goes a new way is worth changing further. */
import { Session } from "node:inspector";

export interface Coverage {
  /** Whether anything ran since the last question that never ran before. */
  foundNew(): boolean;
  /** Blocks that ran so far, each by how often in powers of two. */
  readonly count: number;
  close(): void;
}

interface Told {
  readonly result: readonly {
    readonly url: string;
    readonly scriptId: string;
    readonly functions: readonly {
      readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
    }[];
  }[];
}

export function followCoverage(follows: RegExp): Coverage {
  const session = new Session();
  session.connect();
  // In its own thread the inspector answers before `post` returns.
  const ask = (method: string, params: object = {}): unknown => {
    let answer: unknown;
    session.post(method, params, (error, result) => {
      if (error !== null) throw error;
      answer = result;
    });
    return answer;
  };
  ask("Profiler.enable");
  ask("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const seen = new Set<string>();
  return {
    foundNew() {
      const before = seen.size;
      for (const { url, scriptId, functions } of (ask("Profiler.takePreciseCoverage") as Told).result) {
        if (!follows.test(url)) continue;
        for (const { ranges } of functions) {
          for (const { startOffset, endOffset, count } of ranges) {
            if (count > 0) seen.add(`${scriptId}:${startOffset}-${endOffset}:${Math.floor(Math.log2(count))}`);
          }
        }
      }
      return seen.size > before;
    },
    get count() {
      return seen.size;
    },
    close: () => session.disconnect(),
  };
}
