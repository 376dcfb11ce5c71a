/** The distributed member of the pair: BullMQ on Redis. Any number of processes add tickets, any number handle them. */
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { RibinError } from "../../domain/errors.ts";
import type { JobQueue, JobTicket } from "../../ports/job-queue.ts";
import type { Log } from "../../ports/log.ts";
import { settleWithin } from "./settle-within.ts";

export interface BullQueueOptions {
  readonly redisUrl: string;
  readonly log: Log;
  /** Name of the queue in Redis; services that share a Redis database need different ones. */
  readonly name?: string;
}

const DEFAULT_NAME = "ribin-jobs";
const DEFAULT_GRACE_MS = 30_000;
/** How long a call waits for a Redis that is away before it gives up. */
const ANSWER_MS = 5_000;
const CLOSE_MS = 2_000;
/** BullMQ takes jobs with a priority number only where none without one waits. */
const LOW = 1;

/**
 * Opens the queue; the connection is made, and made again, in the background. A call that Redis does not answer within 5 s throws
 * RibinError UNAVAILABLE: the tickets stay in the `jobs` table, and the relay sends them again.
 */
export function openBullQueue({ redisUrl, log, name = DEFAULT_NAME }: BullQueueOptions): JobQueue {
  const connections: Redis[] = [];
  const connect = () => {
    // BullMQ's blocking commands must wait for as long as Redis is away.
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy: delayReconnection });
    reportConnection(redis, log);
    connections.push(redis);
    return redis;
  };

  const redis = connect();
  const queue = new Queue<JobTicket>(name, { connection: redis });
  queue.on("error", reportError(log));
  let worker: Worker<JobTicket> | null = null;

  async function handleTicket(handle: (ticket: JobTicket) => Promise<void>, ticket: JobTicket): Promise<void> {
    try {
      await handle(ticket);
    } catch (error) {
      log.error({ err: error, ticketId: ticket.ticketId }, "a ticket could not be handled");
      throw error;
    }
  }

  return {
    addTickets: async (tickets) => {
      const entries = tickets.map((ticket) => ({
        name: ticket.name,
        data: ticket,
        // Attempts are counted in the database; a ticket is one attempt, and is forgotten when it was handled.
        opts: {
          jobId: ticket.ticketId,
          attempts: 1,
          removeOnComplete: true,
          removeOnFail: true,
          ...(ticket.priority === "low" ? { priority: LOW } : {}),
        },
      }));
      if (entries.length > 0) await answerInTime(queue.addBulk(entries));
    },
    startProcessing: async (handle, concurrency) => {
      if (worker) throw new Error("Processing was started already.");
      worker = new Worker<JobTicket>(name, (job) => handleTicket(handle, job.data), {
        connection: connect(),
        concurrency,
        // The numerics run on threads, so the event loop is free to renew the lock. A ticket whose worker died comes back
        // after these times; where it comes back too often, the relay's own clock decides, not Redis.
        lockDuration: 30_000,
        stalledInterval: 15_000,
        maxStalledCount: 3,
      });
      worker.on("error", reportError(log));
    },
    countTickets: async () => {
      const counts = await answerInTime(queue.getJobCounts("waiting", "delayed", "prioritized", "active"));
      const { active = 0, ...others } = counts;
      return { waiting: Object.values(others).reduce((sum, count) => sum + count, 0), active };
    },
    checkReady: async () => {
      await answerInTime(redis.ping());
    },
    close: async (graceMs = DEFAULT_GRACE_MS) => {
      if (worker) await settleWithin(worker.close(), graceMs);
      await settleWithin(queue.close(), CLOSE_MS);
      for (const connection of connections) connection.disconnect();
    },
  };
}

/** Milliseconds before connecting again for the n-th time. */
function delayReconnection(times: number): number {
  return Math.min(100 * 2 ** Math.min(times, 6), 5_000);
}

async function answerInTime<T>(call: Promise<T>): Promise<T> {
  if (await settleWithin(call, ANSWER_MS)) return call;
  throw new RibinError("UNAVAILABLE", "Redis does not answer.");
}

/** An absence is logged once, and its end. */
function reportConnection(redis: Redis, log: Log): void {
  let away = false;
  redis.on("error", (error) => {
    if (!away) log.warn({ err: error }, "Redis is away; connecting again until it answers");
    away = true;
  });
  redis.on("ready", () => {
    if (away) log.info({}, "Redis answers again");
    away = false;
  });
}

/** Connection errors are reported by the connection itself. */
function reportError(log: Log) {
  return (error: Error & { code?: string }) => {
    const ofConnection = /^E[A-Z]+$/.test(error.code ?? "") || /Connection is closed/.test(error.message);
    if (!ofConnection) log.warn({ err: error }, "BullMQ reports an error");
  };
}
