/** The distributed member of the pair: all processes count in Redis. While it is away each counts for itself, and nothing waits for it. */
import { Redis } from "ioredis";
import type { Log } from "../../ports/log.ts";
import type { RequestBound, RequestCount, RequestCounter } from "../../ports/request-counter.ts";
import { createMemoryRequestCounter } from "./memory-request-counter.ts";

export interface RedisCounterOptions {
  readonly redisUrl: string;
  readonly log: Log;
  /** Before the names of its keys; services that share a Redis database need different ones. */
  readonly prefix?: string;
}

/** A request is not held up for longer by a Redis that is silent. */
const ANSWER_MS = 250;
/** After a failure Redis is not asked for so long: not every request is to wait for its silence. */
const REST_MS = 2_000;

/** One call for all bounds, ended by the first that is exceeded. The window begins with its first request. */
const COUNT = `
local counts = {}
for i, key in ipairs(KEYS) do
  local count = redis.call('INCR', key)
  local left = redis.call('PTTL', key)
  if left < 0 then
    redis.call('PEXPIRE', key, ARGV[1])
    left = tonumber(ARGV[1])
  end
  counts[2 * i - 1] = count
  counts[2 * i] = left
  if count > tonumber(ARGV[i + 1]) then break end
end
return counts
`;

/** The connection is made at the first count, for only the API counts, and made again, in the background. */
export function openRedisRequestCounter(options: RedisCounterOptions): RequestCounter {
  const { redisUrl, log, prefix = "ribin-requests" } = options;
  const alone = createMemoryRequestCounter();
  const redis = new Redis(redisUrl, {
    commandTimeout: ANSWER_MS,
    enableOfflineQueue: false,
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 6), 5_000),
  });
  // What it says of the connection is said once, below.
  redis.on("error", () => {});
  let away = false;
  let restsUntil = 0;

  async function askRedis(bounds: readonly RequestBound[], windowMs: number): Promise<readonly RequestCount[]> {
    const keys = bounds.map(({ key }) => `${prefix}:${key}`);
    const answer = await redis.eval(COUNT, keys.length, ...keys, windowMs, ...bounds.map(({ most }) => most));
    const numbers = (answer as unknown[]).map(Number);
    return Array.from({ length: numbers.length / 2 }, (_, i) => ({
      count: numbers[2 * i] ?? 0,
      resetMs: numbers[2 * i + 1] ?? windowMs,
    }));
  }

  return {
    async count(bounds, windowMs) {
      if (redis.status === "wait") redis.connect().catch(() => {});
      if (redis.status !== "ready" || performance.now() < restsUntil) return alone.count(bounds, windowMs);
      try {
        const counts = await askRedis(bounds, windowMs);
        if (away) log.info({}, "requests are counted by all processes together again");
        away = false;
        return counts;
      } catch (error) {
        if (!away)
          log.warn({ err: error }, "Redis does not count requests; each process counts for itself until it does");
        away = true;
        restsUntil = performance.now() + REST_MS;
        return alone.count(bounds, windowMs);
      }
    },
    close: async () => {
      redis.disconnect();
    },
  };
}
