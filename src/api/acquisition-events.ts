/** The stages and the progress of an acquisition as server-sent events. */
import { setTimeout as sleep } from "node:timers/promises";
import { type AcquisitionProgress, readProgress } from "../usecases/acquisitions/follow-acquisition.ts";
import type { Deps } from "../usecases/deps.ts";

export interface StreamTimes {
  readonly pollMs: number;
  /** Proxies close what is silent for longer. */
  readonly heartbeatMs: number;
}
const TIMES: StreamTimes = { pollMs: 250, heartbeatMs: 15_000 };
/** A stream ends then; the client comes back with its Last-Event-ID and a token that is still good. */
const LONGEST_MS = 30 * 60_000;

/**
 * Text of the events after `afterSeq`: `stage` with the audit event's seq as id, `progress` without one, a comment when
 * nothing happens. Ends after a final stage, when `signal` aborts, and when `mayGoOn` (asked at each heartbeat) says no.
 */
export async function* streamAcquisitionEvents(
  deps: Pick<Deps, "sql">,
  input: { id: string; afterSeq: string; signal: AbortSignal; mayGoOn: () => Promise<boolean> },
  times: StreamTimes = TIMES,
): AsyncGenerator<string> {
  const opened = performance.now();
  let seq = input.afterSeq;
  let shown = "";
  let spoken = opened;
  // Tells the client how long to wait before it comes back.
  yield "retry: 2000\n\n";
  while (!input.signal.aborted && performance.now() - opened < LONGEST_MS) {
    const now = await readProgress(deps, { id: input.id, afterSeq: seq });
    const text = [...now.reached.map((reached) => writeStage(now, reached)), writeProgress(now, shown)].join("");
    seq = now.lastSeq;
    shown = progressOf(now);
    if (text !== "") {
      spoken = performance.now();
      yield text;
    }
    if (now.final) return;
    if (performance.now() - spoken > times.heartbeatMs) {
      if (!(await input.mayGoOn())) return;
      spoken = performance.now();
      yield ": waiting\n\n";
    }
    // The signal cuts the wait short, so that a stream that nobody reads ends at once.
    await sleep(times.pollMs, undefined, { signal: input.signal }).catch(() => {});
  }
}

function writeStage(now: AcquisitionProgress, { seq, stage, at }: AcquisitionProgress["reached"][number]): string {
  const note = stage === now.stage ? now.note : null;
  return `id: ${seq}\nevent: stage\ndata: ${JSON.stringify({ seq, stage, note, at })}\n\n`;
}

const progressOf = (now: AcquisitionProgress) => `${now.stage} ${now.progress.toFixed(2)}`;

function writeProgress(now: AcquisitionProgress, shown: string): string {
  if (now.final || now.progress === 0 || progressOf(now) === shown) return "";
  const data = { stage: now.stage, progress: Number(now.progress.toFixed(2)) };
  return `event: progress\ndata: ${JSON.stringify(data)}\n\n`;
}
