/** Runs the outbox relay again and again: after a pause, and at once when told that there is something. */
import type { JobQueue } from "../src/ports/job-queue.ts";
import type { Deps } from "../src/usecases/deps.ts";
import { relayDueJobs, relayOutbox } from "../src/usecases/jobs/relay-outbox.ts";

/** Other processes write into the outbox too, and nobody tells of theirs. */
const PAUSE_MS = 500;
/** What is left behind is so by a minute: that often is enough to look for it. */
const LOOK_FOR_LEFT_MS = 5_000;
/** After a failure: the database or the queue is away. */
const PAUSE_AFTER_FAILURE_MS = 2_000;

export interface Relay {
  /** Something was written into the outbox: look at once. */
  poke(): void;
  /** Resolves when the running pass is over. */
  stop(): Promise<void>;
}

/** `share`: the names of the jobs that are taken from the queue; null: all. */
export function startRelay(
  deps: Pick<Deps, "sql" | "clock" | "log">,
  queue: JobQueue,
  share: readonly string[] | null = null,
): Relay {
  let stopped = false;
  let poked = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let wake = () => {};
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function pass(): Promise<number> {
    poked = false;
    try {
      const whole = performance.now() - lookedAt >= LOOK_FOR_LEFT_MS;
      const sent = await (whole ? relayOutbox : relayDueJobs)(deps, queue, share);
      if (whole) lookedAt = performance.now();
      return sent > 0 ? 0 : PAUSE_MS;
    } catch (error) {
      deps.log.error({ err: error }, "the outbox could not be relayed; trying again");
      return PAUSE_AFTER_FAILURE_MS;
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const pause = await pass();
      if (!stopped && !poked) await rest(pause);
    }
  }

  const running = run();
  return {
    poke: () => {
      poked = true;
      wake();
    },
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
