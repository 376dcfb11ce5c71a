/**
 * The distributed member of the pair: BullMQ on Redis. Any number of processes add tickets, any number handle them. Low tickets are a
 * queue of their own: one under way takes no place of a normal one, and begins only where none waits.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { RibinError } from "../../domain/errors.ts";
import type { JobQueue, JobTicket } from "../../ports/job-queue.ts";
import type { Log } from "../../ports/log.ts";
import { explainCertificate } from "../tls/explain-certificate.ts";
import { noticeLoss } from "./notice-loss.ts";
import { PlacesWorker } from "./places-worker.ts";
import { settleWithin } from "./settle-within.ts";
import { type LowWork, startLowWork } from "./start-low-work.ts";

export interface BullQueueOptions {
  readonly redisUrl: string;
  readonly log: Log;
  /** Name of the queue in Redis; services that share a Redis database need different ones. Low tickets are in `<name>-low`. */
  readonly name?: string;
  /** Those who take a share of the jobs have a queue of their own, `<name>.<share>`: nobody else takes what is sent to it. */
  readonly share?: string;
  /** A ticket whose worker has not been heard of for so long goes to another one. */
  readonly lockMs?: number;
}

const DEFAULT_NAME = "ribin-jobs";
const DEFAULT_GRACE_MS = 30_000;
const DEFAULT_LOCK_MS = 30_000;
/** How long a call waits for a Redis that is away before it gives up. */
const ANSWER_MS = 5_000;
const POLL_MS = 20;
/** Whether Redis lost something is asked no more often. */
const LOOK_MS = 1_000;
const CLOSE_MS = 2_000;

/**
 * Opens the queue; the connection is made, and made again, in the background. A call that Redis does not answer within 5 s throws
 * RibinError UNAVAILABLE: the tickets stay in the `jobs` table, and the relay sends them again.
 */
export function openBullQueue(options: BullQueueOptions): JobQueue {
  const { redisUrl, log, share, lockMs = DEFAULT_LOCK_MS } = options;
  const name = share === undefined ? (options.name ?? DEFAULT_NAME) : `${options.name ?? DEFAULT_NAME}.${share}`;
  const connections: Redis[] = [];
  const connect = () => {
    // BullMQ's blocking commands must wait for as long as Redis is away.
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy: delayReconnection });
    reportConnection(redis, log);
    connections.push(redis);
    return redis;
  };

  const redis = connect();
  const names = { normal: name, low: `${name}-low` };
  const queues = {
    normal: new Queue<JobTicket>(names.normal, { connection: redis }),
    low: new Queue<JobTicket>(names.low, { connection: redis }),
  };
  const report = reportError(log);
  for (const queue of Object.values(queues)) queue.on("error", report);
  /** The queue lost something, and what is lost was not handed out again yet. */
  let lost = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let working: { readonly normal: PlacesWorker; readonly low: LowWork } | null = null;

  async function addTickets(tickets: readonly JobTicket[]): Promise<void> {
    for (const priority of ["normal", "low"] as const) {
      const entries = tickets.filter((ticket) => ticket.priority === priority).map(makeEntry);
      if (entries.length > 0) await answerInTime(redis, () => queues[priority].addBulk(entries));
      if (entries.length > 0 && priority === "low") working?.low.look();
    }
  }

  async function handleTicket(handle: (ticket: JobTicket) => Promise<void>, ticket: JobTicket): Promise<void> {
    try {
      await handle(ticket);
    } catch (error) {
      log.error({ err: error, ticketId: ticket.ticketId }, "a ticket could not be handled");
      throw error;
    }
  }

  function startWorking(handle: (ticket: JobTicket) => Promise<void>, places: number) {
    const shared = {
      connection: connect(),
      // The numerics run on threads, so the event loop is free to renew the lock. A ticket whose worker died comes back
      // after these times; where it comes back too often, the relay's own clock decides, not Redis.
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      maxStalledCount: 3,
    };
    const look = () => working?.low.look();
    // Releases before the queues were two put low tickets among the normal ones: they are passed on.
    const take = ({ data }: { data: JobTicket }) =>
      handleTicket(data.priority === "low" ? (ticket) => addTickets([ticket]) : handle, data);
    const normal = new PlacesWorker(names.normal, take, { ...shared, concurrency: places }, look);
    const lowTake = ({ data }: { data: JobTicket }) => handleTicket(handle, data);
    const worker = new PlacesWorker(names.low, lowTake, { ...shared, autorun: false }, look);
    for (const each of [normal, worker]) each.on("error", report);
    const low = startLowWork({
      worker,
      places,
      countTaken: () => normal.taken + worker.taken,
      doNormalWait: async () => (await queues.normal.getWaitingCount()) > 0,
      reportError: report,
    });
    return { normal, low };
  }

  return {
    addTickets,
    startProcessing: async (handle, concurrency) => {
      if (working) throw new Error("Processing was started already.");
      working = startWorking(handle, concurrency);
    },
    countTickets: async () => {
      let [waiting, running] = [0, 0];
      for (const queue of Object.values(queues)) {
        const { active = 0, ...others } = await answerInTime(redis, () =>
          queue.getJobCounts("waiting", "delayed", "prioritized", "active"),
        );
        waiting += Object.values(others).reduce((sum, count) => sum + count, 0);
        running += active;
      }
      return { waiting, active: running };
    },
    checkReady: async () => {
      await answerInTime(redis, () => redis.ping());
    },
    noticeLoss: async (handOutAgain) => {
      if (!lost && performance.now() - lookedAt < LOOK_MS) return;
      lookedAt = performance.now();
      lost = (await answerInTime(redis, () => noticeLoss(redis, `${name}:held-by`))) || lost;
      if (!lost) return;
      log.warn({}, "Redis was emptied or began anew; what it may have lost is handed out again");
      await handOutAgain();
      lost = false;
    },
    close: async (graceMs = DEFAULT_GRACE_MS) => {
      if (working) await Promise.all([settleWithin(working.normal.close(), graceMs), working.low.close(graceMs)]);
      await settleWithin(Promise.all(Object.values(queues).map((queue) => queue.close())), CLOSE_MS);
      for (const connection of connections) connection.disconnect();
    },
  };
}

/** Attempts are counted in the database; a ticket is one attempt, and is forgotten when it was handled. */
function makeEntry(ticket: JobTicket) {
  const opts = { jobId: ticket.ticketId, attempts: 1, removeOnComplete: true, removeOnFail: true };
  return { name: ticket.name, data: ticket, opts };
}

/** Milliseconds before connecting again for the n-th time. */
function delayReconnection(times: number): number {
  return Math.min(100 * 2 ** Math.min(times, 6), 5_000);
}

/** Nothing is asked of a Redis that is away: what is asked then would be kept in memory until it is back, however much that is. */
async function answerInTime<T>(redis: Redis, ask: () => Promise<T>): Promise<T> {
  const until = performance.now() + ANSWER_MS;
  // A certificate that is refused is not accepted in a moment either.
  while (redis.status !== "ready" && !refusals.has(redis) && performance.now() < until) await sleep(POLL_MS);
  if (redis.status === "ready") {
    const call = ask();
    if (await settleWithin(call, until - performance.now())) return call;
  }
  throw new RibinError("UNAVAILABLE", refusals.get(redis) ?? "Redis does not answer.");
}

/** What was wrong with the server's certificate at the last try. */
const refusals = new WeakMap<Redis, string>();

/** An absence is logged once, and its end. */
function reportConnection(redis: Redis, log: Log): void {
  let away = false;
  redis.on("error", (error) => {
    const refused = explainCertificate(error, "Redis'");
    if (refused === null) refusals.delete(redis);
    else refusals.set(redis, refused);
    if (!away) log.warn({ err: error }, refused ?? "Redis is away; connecting again until it answers");
    away = true;
  });
  redis.on("ready", () => {
    if (away) log.info({}, "Redis answers again");
    away = false;
    refusals.delete(redis);
  });
}

/** Connection errors are reported by the connection itself. */
function reportError(log: Log) {
  return (error: Error & { code?: string }) => {
    const ofConnection = /^E[A-Z]+$/.test(error.code ?? "") || /Connection is closed/.test(error.message);
    if (!ofConnection) log.warn({ err: error }, "BullMQ reports an error");
  };
}
