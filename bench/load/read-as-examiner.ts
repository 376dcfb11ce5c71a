/** An examiner at work: the queue, a linkage of it, its exhibits' lists; again and again, with the pauses of somebody who reads and at times decides. */
import { setTimeout as sleep } from "node:timers/promises";
import { documentFirst, type LinkageDetail } from "../../src/cli/demo/review-candidates.ts";
import type { HttpClient } from "../../src/cli/http-client.ts";

/** Milliseconds between two pages: quicker than people are, so that one stands for several. */
const PAUSE_MS = 500;
/** Of so many linkages opened one is decided: some two a minute. */
const DECIDED_EVERY = 10;

export interface Times {
  /** Of each answer, milliseconds. */
  readonly read: number[];
  readonly write: number[];
  readonly upload: number[];
  /** Leads recorded. */
  decided: number;
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
  for (let opened = 0; !isOver(); ) {
    const queue = await get<{ items: { id: string }[] }>("/v1/linkages?sort=due&state=candidate&limit=50");
    const items = queue?.items ?? [];
    const chosen = items[Math.floor(Math.random() * items.length)];
    if (chosen !== undefined) {
      opened += 1;
      if (opened % DECIDED_EVERY === 0) await decide(examiner, times, chosen.id);
      else await get(`/v1/linkages/${chosen.id}`);
    }
    const arrived = await get<{ items: { id: string; stage: string }[] }>("/v1/acquisitions?limit=20");
    const ready = arrived?.items.find(({ stage }) => stage === "verified");
    if (ready !== undefined) await get(`/v1/acquisitions/${ready.id}/candidates?limit=50`);
    await get("/v1/me/notifications?limit=20");
  }
}

/** Reviews one linkage as its page does: the own exhibit documented first, the evidence looked at, a lead proposed. */
async function decide(examiner: HttpClient, times: Times, id: string): Promise<void> {
  const opened = await time(times, times.read, () => examiner.getVersioned<LinkageDetail>(`/v1/linkages/${id}`));
  if (opened === null) return;
  const { toExamine, candidates } = opened.record;
  if (toExamine !== null) {
    await sleep(PAUSE_MS);
    await time(times, times.write, () => documentFirst(examiner, opened.record));
  }
  const [candidate] = candidates;
  if (candidate !== undefined)
    await time(times, times.read, () => examiner.get(`/v1/candidates/${candidate.id}/evidence`));
  await sleep(PAUSE_MS);
  const review = { decision: "lead", reasons: "Stand-in of the bench: the marks agree." };
  const decided = await time(times, times.write, () =>
    examiner.post(`/v1/linkages/${id}/reviews`, review, { "if-match": opened.etag }),
  );
  if (decided !== null) times.decided += 1;
}
