/** Asks again for what PostgreSQL undid for another's sake, or never began. */
import { setTimeout as sleep } from "node:timers/promises";
import { RibinError } from "../../domain/errors.ts";
import { hasYielded, isUnbegun } from "./explain-failure.ts";

/** The first pause after a deadlock or a conflict: whoever was let go first needs a moment. */
const YIELD_MS = 10;
const MOST_YIELDS = 6;

/** A server that restarts, or has no connection to spare, may have one in a moment. */
const AWAY_MS = 100;
const MOST_AWAY_MS = 2_000;

/**
 * Does `work`, once more where it was undone whole (deadlock, serialization failure, lock not available, a table changed under a kept statement), up to six times, and where no
 * connection could be had, for two seconds. What then still fails is UNAVAILABLE. A connection that is lost in the middle is not asked
 * again: whether its commit counted, only the caller can find out.
 */
export async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  let awayMs = AWAY_MS;
  for (let yields = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      if (hasYielded(error)) {
        yields += 1;
        if (yields > MOST_YIELDS) {
          throw new RibinError("UNAVAILABLE", "Others hold what this needs in the database.", { cause: error });
        }
        await sleep(spread(YIELD_MS * 2 ** yields));
      } else if (isUnbegun(error) && performance.now() - begun + awayMs < MOST_AWAY_MS) {
        await sleep(spread(awayMs));
        awayMs *= 2;
      } else throw error;
    }
  }
}

/** Those who failed together do not come back together. */
function spread(ms: number): number {
  return ms * (0.5 + Math.random());
}
