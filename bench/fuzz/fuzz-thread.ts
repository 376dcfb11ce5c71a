/** The thread that reads one changed file after another. What it is at stands in shared memory, for who watches it. */
import { parentPort, workerData } from "node:worker_threads";
import { createRandom } from "../../src/analysis/random.ts";
import { readCorpus } from "../../test/support/fuzz/corpus.ts";
import { type FileTarget, type FuzzInput, openFileTarget } from "../../test/support/fuzz/targets.ts";
import { tryInput } from "../../test/support/fuzz/try-input.ts";
import { followCoverage } from "./follow-coverage.ts";
import { announceInput, type InputSlot } from "./input-slot.ts";

export interface FuzzWork {
  readonly target: FileTarget;
  readonly seed: number;
  readonly inputs: number;
  readonly seconds: number;
  readonly slot: InputSlot;
}

export type FuzzNews =
  | { readonly kind: "fault"; readonly input: FuzzInput; readonly fault: string }
  | { readonly kind: "kept"; readonly input: FuzzInput; readonly outcome: string }
  | {
      readonly kind: "done";
      readonly inputs: number;
      readonly outcomes: Readonly<Record<string, number>>;
      readonly slowestMs: number;
      readonly ways: number;
    };

/** Coverage is asked for once a batch; where a batch found something new, each of its inputs is read once more to find which. */
const BATCH = 40;
const MOST_KEPT = 4_000;
const MOST_KEPT_BYTES = 64 * 1024;

const work = workerData as FuzzWork;
const tell = (news: FuzzNews) => parentPort?.postMessage(news);
const target = openFileTarget(work.target);
const random = createRandom(work.seed);
const pool: FuzzInput[] = [...readCorpus(work.target)];
const outcomes = new Map<string, number>();
const until = Date.now() + work.seconds * 1_000;
let done = 0;
let slowestMs = 0;

async function read(input: FuzzInput): Promise<string> {
  announceInput(work.slot, input);
  const { outcome, ms, fault } = await tryInput(target, input);
  announceInput(work.slot, null);
  slowestMs = Math.max(slowestMs, ms);
  if (fault !== null) tell({ kind: "fault", input, fault });
  return outcome;
}

function keep(input: FuzzInput, outcome: string): void {
  if (input.bytes.length > MOST_KEPT_BYTES || pool.length >= MOST_KEPT) return;
  pool.push(input);
  tell({ kind: "kept", input, outcome });
}

for (const input of pool) await read(input);
const coverage = target.follows === null ? null : followCoverage(target.follows);
for (const input of [...pool]) await read(input);
coverage?.foundNew();

while (done < work.inputs && Date.now() < until) {
  const batch: FuzzInput[] = [];
  for (let i = 0; i < BATCH && done < work.inputs; i++) {
    // What was found last is changed more often than what has been there for long.
    const from =
      pool[
        random.integer(2) === 0
          ? random.integer(pool.length)
          : pool.length - 1 - random.integer(Math.min(30, pool.length))
      ];
    const input = target.mutate(random, from as FuzzInput, pool);
    const outcome = await read(input);
    done += 1;
    const known = outcomes.get(outcome) ?? 0;
    outcomes.set(outcome, known + 1);
    if (known === 0 && coverage === null) keep(input, outcome);
    batch.push(input);
  }
  if (coverage?.foundNew() !== true) continue;
  for (const input of batch) {
    const outcome = await read(input);
    if (coverage.foundNew()) keep(input, outcome);
  }
}
tell({ kind: "done", inputs: done, outcomes: Object.fromEntries(outcomes), slowestMs, ways: coverage?.count ?? 0 });
coverage?.close();
