import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createMemoryRequestCounter } from "../../src/adapters/limits/memory-request-counter.ts";
import { openRedisRequestCounter } from "../../src/adapters/limits/redis-request-counter.ts";
import type { RequestCounter } from "../../src/ports/request-counter.ts";
import { collectLog } from "../support/collect-log.ts";
import { waitUntil } from "../support/wait-until.ts";

const opened: RequestCounter[] = [];
const keep = (counter: RequestCounter) => {
  opened.push(counter);
  return counter;
};
afterEach(async () => {
  for (const counter of opened.splice(0)) await counter.close();
});

const counts = async (counter: RequestCounter, keys: readonly string[], most = 100, windowMs = 60_000) =>
  (
    await counter.count(
      keys.map((key) => ({ key, most })),
      windowMs,
    )
  ).map(({ count }) => count);

function describeCounter(name: string, open: () => RequestCounter | Promise<RequestCounter>): void {
  describe(`the counter of requests ${name}`, () => {
    test("counts under each key for itself, from one, until the window ends", async () => {
      const counter = keep(await open());
      const [a, b] = [randomUUID(), randomUUID()];
      expect([await counts(counter, [a]), await counts(counter, [a, b]), await counts(counter, [b, a])]).toEqual([
        [1],
        [2, 1],
        [2, 3],
      ]);
      const [told] = await counter.count([{ key: a, most: 100 }], 60_000);
      expect(told?.count).toBe(4);
      expect(told?.resetMs).toBeGreaterThan(50_000);
      expect(told?.resetMs).toBeLessThanOrEqual(60_000);
    });

    test("begins a new window when the last one is over, and no earlier", async () => {
      const counter = keep(await open());
      const key = randomUUID();
      const began = performance.now();
      await counts(counter, [key], 1, 300);
      while (performance.now() - began < 200) {
        const [count = 0] = await counts(counter, [key], 1, 300);
        // A machine that stood still for the rest of the window has shown nothing.
        if (performance.now() - began < 290) expect(count).toBeGreaterThan(1);
        await sleep(60);
      }
      await sleep(320 - (performance.now() - began));
      expect(await counts(counter, [key], 1, 60_000)).toEqual([1]);
    });

    test("of what a bound refuses uses nothing up of the bounds behind it", async () => {
      const counter = keep(await open());
      const [wild, state] = [randomUUID(), randomUUID()];
      for (let i = 0; i < 5; i++) {
        await counter.count(
          [
            { key: wild, most: 2 },
            { key: state, most: 100 },
          ],
          60_000,
        );
      }
      expect(await counts(counter, [state])).toEqual([3]);
      expect(await counts(counter, [wild])).toEqual([6]);
    });
  });
}

describeCounter("in memory", () => createMemoryRequestCounter());

test("the counter in memory lets go of windows that are over, however many keys come", async () => {
  let now = 0;
  const counter = createMemoryRequestCounter(() => now);
  for (let i = 0; i < 40_000; i++) {
    now += 1;
    await counter.count([{ key: `account/${i}`, most: 10 }], 1_000);
    expect(counter.countHeld()).toBeLessThan(20_000);
  }
  expect(counter.countHeld()).toBeGreaterThan(0);
});

const redisUrl = process.env.RIBIN_TEST_REDIS_URL;
if (redisUrl === undefined)
  process.stderr.write("the counter of requests: Redis left out, RIBIN_TEST_REDIS_URL is not set.\n");
else {
  const { log } = collectLog();
  const prefix = `test-${randomUUID()}`;
  const open = async () => {
    const counter = openRedisRequestCounter({ redisUrl, log, prefix });
    // It counts for itself until it is connected: two keys that each saw tell when both are.
    const [key, other] = [randomUUID(), openRedisRequestCounter({ redisUrl, log, prefix })];
    await waitUntil(async () => {
      const [before = 0] = await counts(counter, [key]);
      const [after = 0] = await counts(other, [key]);
      return after === before + 1;
    });
    await other.close();
    return counter;
  };
  describeCounter("in Redis", open);

  test("processes on one Redis count together", async () => {
    const [one, other, key] = [keep(await open()), keep(await open()), randomUUID()];
    expect([await counts(one, [key]), await counts(other, [key]), await counts(one, [key])]).toEqual([[1], [2], [3]]);
  });

  test("a Redis that is away holds nothing up: the process counts for itself", async () => {
    // Nothing listens there.
    const counter = keep(openRedisRequestCounter({ redisUrl: "redis://127.0.0.1:1", log }));
    const [key, began] = [randomUUID(), performance.now()];
    for (let i = 1; i <= 50; i++) expect(await counts(counter, [key])).toEqual([i]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
}
