/** Whether a Redis server still holds what it was given: it forgets when it is flushed, and may have forgotten when it is another one. */
import type { Redis } from "ioredis";

/**
 * A key that names the run of the server in which it was written. Where it is missing the server was emptied; where it names another run
 * the server began anew (or a replica took its place), with whatever it had written down. Gives true where that is so, and writes the key.
 */
export async function noticeLoss(redis: Redis, key: string): Promise<boolean> {
  const [run, known] = [await readRun(redis), await redis.get(key)];
  if (known === run) return false;
  await redis.set(key, run);
  return true;
}

/** A server that does not tell is taken for the same one: that it was emptied is seen all the same. */
async function readRun(redis: Redis): Promise<string> {
  const told = await redis.info("server").catch((error: unknown) => {
    if (error instanceof Error && error.name === "ReplyError") return "";
    throw error;
  });
  return /^run_id:(\w+)/m.exec(told)?.[1] ?? "unknown";
}
