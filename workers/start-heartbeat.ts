/** A worker listens at no port; that it works can be seen by the age of one file. */
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Log } from "../src/ports/log.ts";

const BEAT_MS = 10_000;

export interface Heartbeat {
  stop(): void;
}

/** Renews the file's time every `everyMs` while `ask` succeeds: the event loop runs and what it asks answers. */
export async function startHeartbeat(
  file: string,
  ask: () => Promise<unknown>,
  log: Log,
  everyMs: number = BEAT_MS,
): Promise<Heartbeat> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, "");
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn({ err: error }, "the worker's heartbeat failed"));
  }, everyMs);
  timer.unref();

  async function beat(): Promise<void> {
    await ask();
    const now = new Date();
    await utimes(file, now, now);
  }

  return { stop: () => clearInterval(timer) };
}
