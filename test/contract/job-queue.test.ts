import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { openBullQueue } from "../../src/adapters/queue/bull-queue.ts";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import { JOB_PRIORITIES, type JobPriority } from "../../src/domain/vocabulary.ts";
import type { JobQueue, JobTicket } from "../../src/ports/job-queue.ts";
import { collectLog } from "../support/collect-log.ts";
import { waitUntil } from "../support/wait-until.ts";

function makeTicket(attempt = 1, priority: JobPriority = "normal"): JobTicket {
  const jobId = randomUUID();
  return { ticketId: `${jobId}_${attempt}`, jobId, attempt, name: "assess-quality", priority };
}

/** A handler that holds each ticket until the test lets it end. */
function holdWork() {
  const begun: JobTicket[] = [];
  const ends = new Map<string, () => void>();
  const ended = new Set<string>();
  return {
    begun,
    handle: async (ticket: JobTicket) => {
      begun.push(ticket);
      if (ended.has(ticket.ticketId)) return;
      await new Promise<void>((resolve) => ends.set(ticket.ticketId, resolve));
    },
    end: (...tickets: readonly JobTicket[]) => {
      for (const { ticketId } of tickets) {
        ended.add(ticketId);
        ends.get(ticketId)?.();
      }
    },
  };
}

function describeJobQueue(name: string, open: (queueName: string) => JobQueue): void {
  describe(`the job queue ${name}`, () => {
    const opened: JobQueue[] = [];
    const openQueue = (queueName = `test-${randomUUID()}`) => {
      const queue = open(queueName);
      opened.push(queue);
      return queue;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((queue) => queue.close(0)));
    });

    test("hands every ticket over once, as it was given", async () => {
      const queue = openQueue();
      const tickets = Array.from({ length: 20 }, () => makeTicket(3));
      const handled: JobTicket[] = [];
      await queue.addTickets(tickets.slice(0, 10));
      await queue.startProcessing(async (ticket) => {
        handled.push(ticket);
      }, 2);
      await queue.addTickets(tickets.slice(10));
      await waitUntil(() => handled.length >= 20);
      await sleep(50);
      const byId = (a: JobTicket, b: JobTicket) => a.ticketId.localeCompare(b.ticketId);
      expect(handled.sort(byId)).toEqual(tickets.sort(byId));
      await waitUntil(async () => (await queue.countTickets()).active === 0);
      expect(await queue.countTickets()).toEqual({ waiting: 0, active: 0 });
    });

    test("takes a ticket that is added twice for one", async () => {
      const queue = openQueue();
      const ticket = makeTicket();
      await queue.addTickets([ticket, ticket]);
      await queue.addTickets([ticket]);
      expect(await queue.countTickets()).toEqual({ waiting: 1, active: 0 });
      let times = 0;
      let release = () => {};
      const held = new Promise<void>((done) => {
        release = done;
      });
      await queue.startProcessing(async () => {
        times += 1;
        await held;
      }, 5);
      await waitUntil(() => times === 1);
      await queue.addTickets([ticket]);
      await sleep(50);
      expect(await queue.countTickets()).toEqual({ waiting: 0, active: 1 });
      release();
      await sleep(50);
      expect(times).toBe(1);
    });

    test("takes a ticket again that was handled before: the relay may send it anew", async () => {
      const queue = openQueue();
      const ticket = makeTicket();
      let times = 0;
      await queue.startProcessing(async () => {
        times += 1;
      }, 1);
      await queue.addTickets([ticket]);
      await waitUntil(async () => times === 1 && (await queue.countTickets()).active === 0);
      await queue.addTickets([ticket]);
      await waitUntil(() => times === 2);
    });

    test("handles no more at a time than it was told", async () => {
      const queue = openQueue();
      let [running, most, done] = [0, 0, 0];
      await queue.startProcessing(async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(20);
        running -= 1;
        done += 1;
      }, 3);
      await queue.addTickets(Array.from({ length: 9 }, () => makeTicket()));
      await waitUntil(() => done === 9);
      expect(most).toBe(3);
    });

    test("hands a low ticket over only where no normal one waits, whatever came first", async () => {
      const queue = openQueue();
      const low = [makeTicket(1, "low"), makeTicket(1, "low"), makeTicket(1, "low")];
      const normal = [makeTicket(), makeTicket()];
      const late = makeTicket();
      await queue.addTickets(low);
      await queue.addTickets(normal);
      expect(await queue.countTickets()).toEqual({ waiting: 5, active: 0 });
      const handled: JobTicket[] = [];
      await queue.startProcessing(async (ticket) => {
        handled.push(ticket);
        // While the first low one runs, a normal one comes: it is the next, before the other low ones.
        if (handled.length === 3) await queue.addTickets([late]);
        await sleep(5);
      }, 1);
      await waitUntil(() => handled.length === 6);
      const [first, ...others] = low;
      expect(handled).toEqual([...normal, first, late, ...others]);
    });

    test("begins with the normal tickets that wait, at all places, whatever came first", async () => {
      const queue = openQueue();
      const work = holdWork();
      const low = Array.from({ length: 4 }, () => makeTicket(1, "low"));
      const normal = Array.from({ length: 4 }, () => makeTicket());
      await queue.addTickets(low);
      await queue.addTickets(normal);
      await queue.startProcessing(work.handle, 4);
      await waitUntil(() => work.begun.length >= 4);
      await sleep(1_500);
      expect(work.begun).toEqual(normal);
      work.end(...normal, ...low);
      await waitUntil(() => work.begun.length === 8);
      expect(work.begun).toEqual([...normal, ...low]);
    });

    test("what is low and under way takes no normal ticket's place", async () => {
      const queue = openQueue();
      const begun: string[] = [];
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await queue.startProcessing(async ({ priority }) => {
        begun.push(priority);
        await held;
      }, 2);
      await queue.addTickets([makeTicket(1, "low"), makeTicket(1, "low"), makeTicket(1, "low")]);
      await waitUntil(() => begun.length === 2);
      await queue.addTickets([makeTicket(), makeTicket(), makeTicket()]);
      await waitUntil(() => begun.length === 4);
      // Both places of normal tickets are taken now; nothing else begins before one of these ends.
      await sleep(50);
      expect(begun).toEqual(["low", "low", "normal", "normal"]);
      expect(await queue.countTickets()).toEqual({ waiting: 2, active: 4 });
      release();
      await waitUntil(() => begun.length === 6);
      expect(begun.slice(4)).toEqual(["normal", "low"]);
      await queue.close(1_000);
    });

    test("low tickets under way at all places: a normal one begins at once, and no low one before the last normal one has", async () => {
      const queue = openQueue();
      const work = holdWork();
      await queue.startProcessing(work.handle, 2);
      const low = Array.from({ length: 4 }, () => makeTicket(1, "low"));
      const normal = Array.from({ length: 3 }, () => makeTicket());
      await queue.addTickets(low);
      await waitUntil(() => work.begun.length === 2);
      const from = performance.now();
      await queue.addTickets(normal);
      await waitUntil(() => work.begun.length === 4, 5_000, 1);
      // Not when a low one ends, nor when a worker looks for what it was not told.
      expect(performance.now() - from).toBeLessThan(2_000);
      const inOrder = (count: number) => [...low.slice(0, 2), ...normal.slice(0, count)];
      expect(work.begun).toEqual(inOrder(2));

      // The low ones end while a normal one waits: it waits for the normal places, and the other low ones for it.
      work.end(...low.slice(0, 2));
      await waitUntil(async () => (await queue.countTickets()).active === 2);
      await sleep(1_500);
      expect(work.begun).toEqual(inOrder(2));
      expect(await queue.countTickets()).toEqual({ waiting: 3, active: 2 });

      work.end(...normal.slice(0, 1));
      await waitUntil(() => work.begun.length === 5);
      await sleep(1_500);
      expect(work.begun).toEqual(inOrder(3));
      // A place without a normal ticket is a low one's.
      work.end(...normal.slice(1, 2));
      await waitUntil(() => work.begun.length === 6, 5_000);
      await sleep(1_500);
      expect(work.begun).toEqual([...inOrder(3), low[2]]);
      work.end(...normal, ...low);
      await waitUntil(() => work.begun.length === 7, 5_000);
      await waitUntil(async () => (await queue.countTickets()).active === 0);
      expect(work.begun).toEqual([...inOrder(3), ...low.slice(2)]);
      expect(await queue.countTickets()).toEqual({ waiting: 0, active: 0 });
    });

    test("handles no more low tickets at a time than it was told, each once", async () => {
      const queue = openQueue();
      let [running, most] = [0, 0];
      const handled: string[] = [];
      let open = () => {};
      const full = new Promise<void>((resolve) => {
        open = resolve;
      });
      await queue.startProcessing(async ({ ticketId }) => {
        running += 1;
        most = Math.max(most, running);
        // Nothing ends before as many run as may: how quickly one follows another depends on the machine.
        await full;
        await sleep(20);
        running -= 1;
        handled.push(ticketId);
      }, 3);
      const tickets = Array.from({ length: 9 }, () => makeTicket(1, "low"));
      await queue.addTickets(tickets);
      await waitUntil(() => running >= 3);
      await sleep(200);
      open();
      await waitUntil(() => handled.length === 9);
      await waitUntil(async () => (await queue.countTickets()).active === 0);
      expect(most).toBe(3);
      expect(handled.sort()).toEqual(tickets.map(({ ticketId }) => ticketId).sort());
    });

    test.each(JOB_PRIORITIES)(
      "goes on after a handler of a %s ticket that throws, and drops the ticket",
      async (priority) => {
        const queue = openQueue();
        const good = makeTicket(1, priority);
        const handled: string[] = [];
        await queue.startProcessing(async (ticket) => {
          handled.push(ticket.jobId);
          if (ticket.jobId !== good.jobId) throw new Error("the database is away");
        }, 1);
        await queue.addTickets([makeTicket(1, priority), good]);
        await waitUntil(() => handled.includes(good.jobId));
        await waitUntil(async () => (await queue.countTickets()).active === 0);
        expect(handled).toHaveLength(2);
        expect(await queue.countTickets()).toEqual({ waiting: 0, active: 0 });
      },
    );

    test.each(JOB_PRIORITIES)(
      "closing waits for the running handler of a %s ticket, within the grace",
      async (priority) => {
        const queue = openQueue();
        const steps: string[] = [];
        await queue.startProcessing(async () => {
          steps.push("started");
          await sleep(200);
          steps.push("finished");
        }, 1);
        await queue.addTickets([makeTicket(1, priority), makeTicket(1, priority)]);
        await waitUntil(() => steps.length === 1);
        await queue.close(5_000);
        await sleep(50);
        expect(steps).toEqual(["started", "finished"]);
      },
    );

    test.each(JOB_PRIORITIES)(
      "closing gives the handler of a %s ticket up when the grace is over",
      async (priority) => {
        const queue = openQueue();
        let started = false;
        await queue.startProcessing(async () => {
          started = true;
          await sleep(3_000, undefined, { ref: false });
        }, 1);
        await queue.addTickets([makeTicket(1, priority)]);
        await waitUntil(() => started);
        const from = performance.now();
        await queue.close(100);
        expect(performance.now() - from).toBeLessThan(2_600);
      },
    );

    test("is ready", async () => {
      await openQueue().checkReady();
    });
  });
}

describeJobQueue("in the process", () => openInProcessQueue(collectLog().log));

const redisUrl = process.env.RIBIN_TEST_REDIS_URL;
if (redisUrl) {
  describeJobQueue("on Redis", (name) => openBullQueue({ redisUrl, log: collectLog().log, name }));

  describe("the job queue on Redis, between processes", () => {
    const open = (name: string, lockMs?: number) =>
      openBullQueue({ redisUrl, log: collectLog().log, name, ...(lockMs === undefined ? {} : { lockMs }) });

    test.each(JOB_PRIORITIES)("hands a %s ticket to one of two workers, whoever added it", async (priority) => {
      const name = `test-${randomUUID()}`;
      const [sender, ...workers] = [0, 1, 2].map(() => open(name));
      const handled: string[] = [];
      for (const worker of workers) {
        await worker.startProcessing(async (ticket) => {
          handled.push(ticket.ticketId);
        }, 2);
      }
      const tickets = Array.from({ length: 30 }, () => makeTicket(1, priority));
      await sender?.addTickets(tickets);
      await waitUntil(() => handled.length >= 30);
      await sleep(50);
      expect(handled.sort()).toEqual(tickets.map((ticket) => ticket.ticketId).sort());
      await Promise.all([sender, ...workers].map((queue) => queue?.close(1_000)));
    });

    test("a normal ticket from elsewhere begins at once while low ones are under way at all places of all workers", async () => {
      const name = `test-${randomUUID()}`;
      const [sender, ...workers] = [open(name), open(name), open(name)];
      const work = holdWork();
      for (const worker of workers) await worker.startProcessing(work.handle, 2);
      const low = Array.from({ length: 8 }, () => makeTicket(1, "low"));
      await sender.addTickets(low);
      await waitUntil(() => work.begun.length === 4);
      const normal = Array.from({ length: 5 }, () => makeTicket());
      const from = performance.now();
      await sender.addTickets(normal);
      await waitUntil(() => work.begun.length === 8, 5_000, 1);
      expect(performance.now() - from).toBeLessThan(2_000);
      expect(work.begun.slice(4).every(({ priority }) => priority === "normal")).toBe(true);
      // One normal ticket waits: what low work leaves is not for low work.
      work.end(...low);
      await sleep(1_500);
      expect(work.begun).toHaveLength(8);
      expect(await sender.countTickets()).toEqual({ waiting: 5, active: 4 });
      work.end(...normal);
      await waitUntil(() => work.begun.length === 13);
      expect(work.begun[8]?.priority).toBe("normal");
      await waitUntil(async () => (await sender.countTickets()).active === 0);
      await Promise.all([sender, ...workers].map((queue) => queue.close(1_000)));
    });

    test.each(JOB_PRIORITIES)("loses its %s tickets when they are wiped, and takes new ones", async (priority) => {
      const name = `test-${randomUUID()}`;
      const queue = open(name);
      await queue.addTickets([makeTicket(1, priority), makeTicket(1, priority)]);
      await wipe(redisUrl, name);
      expect(await queue.countTickets()).toEqual({ waiting: 0, active: 0 });
      const handled: string[] = [];
      let wiped = false;
      await queue.startProcessing(async (ticket) => {
        handled.push(ticket.ticketId);
        if (handled.length > 1) return;
        // The ticket under way is lost too.
        await wipe(redisUrl, name);
        wiped = true;
      }, 1);
      await queue.addTickets([makeTicket(1, priority)]);
      // A ticket added while the wipe is under way may go with it; the one below is added after.
      await waitUntil(() => wiped);
      expect(handled).toHaveLength(1);
      const later = makeTicket(1, priority);
      await queue.addTickets([later]);
      await waitUntil(() => handled.includes(later.ticketId));
      await queue.close(1_000);
    });

    test.each(JOB_PRIORITIES)(
      "a %s ticket is its worker's for as long as that works, and then another's",
      async (priority) => {
        const name = `test-${randomUUID()}`;
        const [first, second] = [open(name, 1_000), open(name, 1_000)];
        const [held, heir] = [holdWork(), holdWork()];
        await first.startProcessing(held.handle, 1);
        const ticket = makeTicket(1, priority);
        await first.addTickets([ticket]);
        await waitUntil(() => held.begun.length === 1);
        await second.startProcessing(heir.handle, 1);
        // Several times as long as a worker may say nothing.
        await sleep(4_000);
        expect(heir.begun).toEqual([]);
        // As if it had been killed: it neither ends the ticket nor gives it back.
        await first.close(0);
        await waitUntil(() => heir.begun.length === 1);
        expect(heir.begun).toEqual([ticket]);
        heir.end(ticket);
        await waitUntil(async () => (await second.countTickets()).active === 0);
        expect(await second.countTickets()).toEqual({ waiting: 0, active: 0 });
        // What its handler does afterwards changes nothing.
        held.end(ticket);
        await sleep(50);
        expect(await second.countTickets()).toEqual({ waiting: 0, active: 0 });
        await second.close(1_000);
      },
    );

    test("handles the low tickets that an older release put among the normal ones, as low ones", async () => {
      const name = `test-${randomUUID()}`;
      const queue = open(name);
      const work = holdWork();
      const old = Array.from({ length: 3 }, () => makeTicket(1, "low"));
      const redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
      const older = new Queue<JobTicket>(name, { connection: redis });
      const opts = { attempts: 1, removeOnComplete: true, removeOnFail: true, priority: 1 };
      await older.addBulk(old.map((data) => ({ name: data.name, data, opts: { ...opts, jobId: data.ticketId } })));
      expect(await queue.countTickets()).toEqual({ waiting: 3, active: 0 });
      // The relay sends one of them again.
      await queue.addTickets(old.slice(0, 1));
      await queue.startProcessing(work.handle, 1);
      await waitUntil(() => work.begun.length === 1);
      const normal = makeTicket();
      await queue.addTickets([normal]);
      await waitUntil(() => work.begun.length === 2);
      expect(work.begun[1]).toEqual(normal);
      await waitUntil(async () => (await queue.countTickets()).waiting === 2);
      work.end(normal, ...old);
      await waitUntil(() => work.begun.length === 4);
      await waitUntil(async () => (await queue.countTickets()).active === 0);
      expect(
        work.begun
          .filter(({ priority }) => priority === "low")
          .map(({ ticketId }) => ticketId)
          .sort(),
      ).toEqual(old.map(({ ticketId }) => ticketId).sort());
      await queue.close(1_000);
      await older.close();
      redis.disconnect();
    });

    test("is UNAVAILABLE while Redis is away, says so once, and can be closed", async () => {
      const { log, lines } = collectLog();
      const queue = openBullQueue({ redisUrl: "redis://127.0.0.1:9", log, name: `test-${randomUUID()}` });
      await expect(queue.checkReady()).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await expect(queue.addTickets([makeTicket()])).rejects.toMatchObject({ code: "UNAVAILABLE" });
      expect(lines.map(({ message }) => message)).toEqual(["Redis is away; connecting again until it answers"]);
      await queue.close(100);
    });
  });
} else {
  process.stderr.write("the job queue: BullMQ left out, RIBIN_TEST_REDIS_URL is not set.\n");
}

async function wipe(url: string, queueName: string): Promise<void> {
  const redis = new Redis(url);
  const keys = [...(await redis.keys(`bull:${queueName}:*`)), ...(await redis.keys(`bull:${queueName}-low:*`))];
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
}
