import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { openBullQueue } from "../../src/adapters/queue/bull-queue.ts";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import type { JobPriority } from "../../src/domain/vocabulary.ts";
import type { JobQueue, JobTicket } from "../../src/ports/job-queue.ts";
import { collectLog } from "../support/collect-log.ts";
import { waitUntil } from "../support/wait-until.ts";

function makeTicket(attempt = 1, priority: JobPriority = "normal"): JobTicket {
  const jobId = randomUUID();
  return { ticketId: `${jobId}_${attempt}`, jobId, attempt, name: "assess-quality", priority };
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

    test("goes on after a handler that throws, and drops its ticket", async () => {
      const queue = openQueue();
      const good = makeTicket();
      const handled: string[] = [];
      await queue.startProcessing(async (ticket) => {
        handled.push(ticket.jobId);
        if (ticket.jobId !== good.jobId) throw new Error("the database is away");
      }, 1);
      await queue.addTickets([makeTicket(), good]);
      await waitUntil(() => handled.includes(good.jobId));
      await waitUntil(async () => (await queue.countTickets()).active === 0);
      expect(handled).toHaveLength(2);
      expect(await queue.countTickets()).toEqual({ waiting: 0, active: 0 });
    });

    test("closing waits for the running handler, within the grace", async () => {
      const queue = openQueue();
      const steps: string[] = [];
      await queue.startProcessing(async () => {
        steps.push("started");
        await sleep(200);
        steps.push("finished");
      }, 1);
      await queue.addTickets([makeTicket()]);
      await waitUntil(() => steps.length === 1);
      await queue.close(5_000);
      expect(steps).toEqual(["started", "finished"]);
    });

    test("closing gives a handler up when the grace is over", async () => {
      const queue = openQueue();
      let started = false;
      await queue.startProcessing(async () => {
        started = true;
        await sleep(3_000, undefined, { ref: false });
      }, 1);
      await queue.addTickets([makeTicket()]);
      await waitUntil(() => started);
      const from = performance.now();
      await queue.close(100);
      expect(performance.now() - from).toBeLessThan(2_600);
    });

    test("is ready", async () => {
      await openQueue().checkReady();
    });
  });
}

describeJobQueue("in the process", () => openInProcessQueue(collectLog().log));

test("in the process, what is low and under way takes no normal ticket's place", async () => {
  const queue = openInProcessQueue(collectLog().log);
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

const redisUrl = process.env.RIBIN_TEST_REDIS_URL;
if (redisUrl) {
  describeJobQueue("on Redis", (name) => openBullQueue({ redisUrl, log: collectLog().log, name }));

  describe("the job queue on Redis, between processes", () => {
    test("hands a ticket to one of two workers, whoever added it", async () => {
      const name = `test-${randomUUID()}`;
      const [sender, ...workers] = [0, 1, 2].map(() => openBullQueue({ redisUrl, log: collectLog().log, name }));
      const handled: string[] = [];
      for (const worker of workers) {
        await worker.startProcessing(async (ticket) => {
          handled.push(ticket.ticketId);
        }, 2);
      }
      const tickets = Array.from({ length: 30 }, () => makeTicket());
      await sender?.addTickets(tickets);
      await waitUntil(() => handled.length >= 30);
      await sleep(50);
      expect(handled.sort()).toEqual(tickets.map((ticket) => ticket.ticketId).sort());
      await Promise.all([sender, ...workers].map((queue) => queue?.close(1_000)));
    });

    test("loses its tickets when they are wiped, and takes new ones", async () => {
      const name = `test-${randomUUID()}`;
      const queue = openBullQueue({ redisUrl, log: collectLog().log, name });
      await queue.addTickets([makeTicket(), makeTicket()]);
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
      await queue.addTickets([makeTicket()]);
      // A ticket added while the wipe is under way may go with it; the one below is added after.
      await waitUntil(() => wiped);
      expect(handled).toHaveLength(1);
      const later = makeTicket();
      await queue.addTickets([later]);
      await waitUntil(() => handled.includes(later.ticketId));
      await queue.close(1_000);
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
  const keys = await redis.keys(`bull:${queueName}:*`);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
}
