/** An examiner at work: the queue, a linkage of it, its exhibits' lists; again and again, with the pauses of somebody who reads. */
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpClient } from "../../src/cli/http-client.ts";

/** Milliseconds between two pages: quicker than people are, so that one stands for several. */
const PAUSE_MS = 500;

export interface Times {
  /** Of each answer, milliseconds. */
  readonly read: number[];
  readonly write: number[];
  readonly upload: number[];
  /** Answers that were no success, by their code. */
  readonly refused: Map<string, number>;
}

/** Times what `ask` takes; a refusal is counted, and gives null. */
export async function time<T>(times: Times, into: number[], ask: () => Promise<T>): Promise<T | null> {
  const started = performance.now();
  try {
    const answer = await ask();
    into.push(performance.now() - started);
    return answer;
  } catch (error) {
    const code = (error as { code?: string }).code ?? "UNKNOWN";
    times.refused.set(code, (times.refused.get(code) ?? 0) + 1);
    return null;
  }
}

export async function readAsExaminer(examiner: HttpClient, times: Times, isOver: () => boolean): Promise<void> {
  const get = async <T>(path: string) => {
    await sleep(PAUSE_MS);
    return time(times, times.read, () => examiner.get<T>(path));
  };
  while (!isOver()) {
    const queue = await get<{ items: { id: string }[] }>("/v1/linkages?sort=due&state=candidate&limit=50");
    const items = queue?.items ?? [];
    const chosen = items[Math.floor(Math.random() * items.length)];
    if (chosen !== undefined) await get(`/v1/linkages/${chosen.id}`);
    const arrived = await get<{ items: { id: string; stage: string }[] }>("/v1/acquisitions?limit=20");
    const ready = arrived?.items.find(({ stage }) => stage === "verified");
    if (ready !== undefined) await get(`/v1/acquisitions/${ready.id}/candidates?limit=50`);
    await get("/v1/me/notifications?limit=20");
  }
}
