/** Processing in this process: the relay moves the outbox to the queue, and tickets are worked off. */
import { setTimeout as sleep } from "node:timers/promises";
import { JOB_NAMES, type JobName } from "../src/jobs/catalog.ts";
import type { JobQueue } from "../src/ports/job-queue.ts";
import { sweepIncoming } from "../src/usecases/acquisitions/sweep-incoming.ts";
import { sweepUnnamed } from "../src/usecases/acquisitions/sweep-unnamed.ts";
import type { Deps } from "../src/usecases/deps.ts";
import { sweepImports } from "../src/usecases/exchange/sweep-imports.ts";
import { handBackJobs } from "../src/usecases/jobs/hand-back-jobs.ts";
import { recoverJobs } from "../src/usecases/jobs/recover-jobs.ts";
import { noRunningJobs, type Processors, runJob } from "../src/usecases/jobs/run-job.ts";
import { registerModels } from "../src/usecases/models/register-models.ts";
import { PROCESSORS } from "./processors.ts";
import { startChaining } from "./start-chaining.ts";
import { startFilling } from "./start-filling.ts";
import { startForgetting } from "./start-forgetting.ts";
import { startRedoing } from "./start-redoing.ts";
import { startRelay } from "./start-relay.ts";
import { startTelling } from "./start-telling.ts";

const GRACE_MS = 30_000;
/** A database that is away must not keep a process from ending. */
const HAND_BACK_MS = 5_000;

export interface Workers {
  /** An acquisition was received or a job retried here: do not wait for the next look. */
  poke(): void;
  /** Takes no more, lets running jobs finish for up to the given milliseconds (30 000), and hands back what is not done then. */
  close(graceMs?: number): Promise<void>;
}

export interface WorkerOptions {
  /** Jobs at a time, beside low ones that began earlier; as many as the pool has threads. */
  readonly concurrency?: number;
  /** Instead of those of the catalog. */
  readonly processors?: Processors;
}

/** Throws where a job of the catalog has no processor, before anything is taken from the queue. */
export async function startWorkers(
  service: {
    readonly deps: Deps;
    readonly queue: JobQueue;
    /** Names of the jobs that this process takes; null or left out: all. */
    readonly jobShare?: readonly JobName[] | null;
  },
  options: WorkerOptions = {},
): Promise<Workers> {
  const { deps, queue } = service;
  const processors = options.processors ?? PROCESSORS;
  for (const name of JOB_NAMES) {
    if (typeof processors[name] !== "function") throw new Error(`The job "${name}" has no processor.`);
  }
  await recoverJobs(deps);
  await registerModels(deps);
  const relay = startRelay(deps, queue, service.jobShare);
  const running = noRunningJobs();
  await queue.startProcessing(async (ticket) => {
    await runJob(deps, ticket, processors, running);
    // The step asked for the next one.
    relay.poke();
  }, options.concurrency ?? deps.pool.threads);
  const redoing = startRedoing(deps, relay.poke);
  const filling = startFilling(deps, relay.poke);
  const forgetting = startForgetting(deps);
  const chaining = startChaining(deps);
  const telling = startTelling(deps, relay.poke);
  // What a crash left of uploads that were never acknowledged, of imports, pictures and reports; nothing waits for it.
  const sweep = Promise.all([sweepIncoming(deps), sweepImports(deps), sweepUnnamed(deps)]).catch((error: unknown) => {
    deps.log.warn({ err: error }, "old files that nothing names could not be swept");
  });
  return {
    poke: relay.poke,
    close: async (graceMs = GRACE_MS) => {
      const looks = Promise.all([
        relay.stop(),
        redoing.stop(),
        filling.stop(),
        forgetting.stop(),
        chaining.stop(),
        telling.stop(),
        sweep,
      ]);
      // A look that waits for a store that is away must not keep what runs from being handed back.
      await Promise.all([endsWithin(looks, graceMs), queue.close(graceMs)]);
      if (running.jobs.size + running.claims.size === 0) return;
      const handingBack = handBackJobs(deps, running).then(
        (handedBack) => deps.log.info({ handedBack }, "what is not done was handed back"),
        // Then another worker takes them up when their leases have run out.
        (error: unknown) => deps.log.warn({ err: error }, "what is not done could not be handed back"),
      );
      await endsWithin(handingBack, HAND_BACK_MS);
    },
  };
}

async function endsWithin(work: Promise<unknown>, ms: number): Promise<void> {
  const abort = new AbortController();
  await Promise.race([work, sleep(ms, undefined, { signal: abort.signal }).catch(() => {})]);
  abort.abort();
}
