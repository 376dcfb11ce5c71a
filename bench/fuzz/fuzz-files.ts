/** Runs the thread of one target, watches it, and keeps what it found under .tmp/fuzz. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import type { FileTarget, FuzzInput } from "../../test/support/fuzz/targets.ts";
import { MOST_MS } from "../../test/support/fuzz/try-input.ts";
import { tell } from "../support/bench.ts";
import type { FuzzNews, FuzzWork } from "./fuzz-thread.ts";
import { createInputSlot, lookAtInput } from "./input-slot.ts";
import { watchPeakMemory } from "./peak-memory.ts";

export interface FuzzRun {
  readonly target: string;
  readonly inputs: number;
  readonly seconds: number;
  readonly faults: readonly string[];
  readonly slowestMs: number;
  readonly peakBytes: { readonly own: number; readonly child: number };
  readonly outcomes: Readonly<Record<string, number>>;
  /** Inputs that went a new way. */
  readonly kept: number;
}

const LOOK_MS = 200;
/** Far beyond what an input may take, since a busy machine or a decoder that starts is no fault of it. */
const HUNG_MS = 5 * MOST_MS;
const FOLDER = join(findPackageRoot(), ".tmp", "fuzz");

export async function fuzzFiles(
  target: FileTarget,
  given: { seed: number; inputs: number; seconds: number },
): Promise<FuzzRun> {
  const memory = watchPeakMemory();
  const begun = Date.now();
  const faults = new Map<string, string>();
  const outcomes: Record<string, number> = {};
  let [inputs, slowestMs, kept, round] = [0, 0, 0, 0];
  const note = (input: FuzzInput, fault: string) => {
    if (faults.has(fault) || faults.size > 200) return;
    const path = saveInput("faults", target, input);
    faults.set(fault, `${fault} (${path})`);
    tell(`${target}: ${fault} ${path}`);
  };
  for (let left = given.inputs; left > 0; ) {
    const seconds = given.seconds - (Date.now() - begun) / 1_000;
    if (seconds <= 0) break;
    const ended = await runThread(
      { target, seed: given.seed + round, inputs: left, seconds, slot: createInputSlot() },
      {
        fault: note,
        kept: (input) => {
          kept += 1;
          saveInput("kept", target, input);
        },
      },
    );
    round += 1;
    inputs += ended.inputs;
    left -= Math.max(1, ended.inputs);
    slowestMs = Math.max(slowestMs, ended.slowestMs);
    for (const [outcome, times] of Object.entries(ended.outcomes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + times;
  }
  const peakBytes = memory.stop();
  return {
    target,
    inputs,
    seconds: (Date.now() - begun) / 1_000,
    faults: [...faults.values()],
    slowestMs,
    peakBytes,
    outcomes,
    kept,
  };
}

type Done = Omit<Extract<FuzzNews, { kind: "done" }>, "kind" | "ways">;

/** Ends with its inputs, or where one hung: the thread is ended then, and what it had counted goes with it. */
function runThread(
  work: FuzzWork,
  on: { fault: (input: FuzzInput, fault: string) => void; kept: (input: FuzzInput) => void },
): Promise<Done> {
  const worker = new Worker(new URL("./fuzz-thread.js", import.meta.url), { workerData: work });
  return new Promise((resolve, reject) => {
    let [number, since] = [-1, Date.now()];
    const hung = (fault: string) => {
      const { input } = lookAtInput(work.slot);
      if (input !== null) on.fault(input, fault);
      finish();
      resolve({ inputs: Math.floor(number / 2), outcomes: {}, slowestMs: Date.now() - since });
    };
    const timer = setInterval(() => {
      const now = lookAtInput(work.slot);
      if (now.number !== number || now.input === null) [number, since] = [now.number, Date.now()];
      else if (Date.now() - since > HUNG_MS) hung(`It hung for more than ${HUNG_MS} ms.`);
    }, LOOK_MS);
    const finish = () => {
      clearInterval(timer);
      void worker.terminate();
    };
    worker.on("message", (news: FuzzNews) => {
      if (news.kind === "fault") on.fault(news.input, news.fault);
      else if (news.kind === "kept") on.kept(news.input);
      else {
        finish();
        resolve(news);
      }
    });
    worker.on("error", (error) => {
      hung(`The thread ended: ${error.message}`);
      reject(error);
    });
  });
}

/** @returns where it lies, from the root of the project */
export function saveInput(kind: "faults" | "kept", target: string, { name, bytes }: FuzzInput): string {
  const ending = name.slice(name.lastIndexOf("."));
  const path = join(FOLDER, kind, target, createHash("sha256").update(bytes).digest("hex").slice(0, 12) + ending);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, bytes);
  return path.slice(findPackageRoot().length + 1);
}
