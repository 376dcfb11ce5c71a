import { v7 as uuidv7 } from "uuid";
import type { ComparisonOutcome } from "../../analysis/compare/comparison.ts";
import type { UncomparedCandidate } from "../../repositories/correlation/candidates.ts";
import type { ComparisonRow } from "../../repositories/correlation/comparisons.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import { swapSides } from "../analysis/swap-sides.ts";
import type { Deps } from "../deps.ts";
import type { StepRun } from "../jobs/complete-step.ts";
import type { Look } from "./choose-looks.ts";

export interface ComparedCandidate {
  readonly candidate: UncomparedCandidate;
  /** In the order of the acquisitions' ids. */
  readonly outcome: ComparisonOutcome;
}

/** Candidates of one call to the pool: enough to share the query's preparation, few enough to show progress. */
const BATCH = 8;
/** While a thread is at one batch, the marks of another are read. */
const BATCHES_PER_THREAD = 2;

/**
 * Compares the acquisition with its candidates, all threads at once, each as `looks` has it; what is left out is counted: `postponed`. In the
 * order of `candidates`.
 */
export async function compareCandidates(
  deps: Pick<Deps, "blobs" | "pool">,
  run: StepRun,
  candidates: readonly UncomparedCandidate[],
  looks: readonly Look[],
): Promise<{ readonly compared: readonly ComparedCandidate[]; readonly postponed: number }> {
  const [first] = candidates;
  if (first === undefined) return { compared: [], postponed: 0 };
  const isA = (candidate: UncomparedCandidate) => candidate.acquisitionA === run.acquisition.id;
  const query = await readMark(deps, isA(first) ? first.marks.a : first.marks.b);
  const outcomes = new Array<ComparisonOutcome | null>(candidates.length).fill(null);
  const batches = listBatches(looks);
  const all = batches.reduce((sum, { places }) => sum + places.length, 0);
  let done = 0;
  const work = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const { task, places } = batch;
      const given = places.map((place) => candidates[place]);
      const others = await Promise.all(given.map((each) => readMark(deps, isA(each) ? each.marks.b : each.marks.a)));
      const found = await deps.pool.runTask(task, { query, others }, { priority: run.job.priority });
      for (const [index, outcome] of found.entries()) outcomes[places[index]] = outcome;
      done += places.length;
      await run.reportProgress(done / all);
    }
  };
  await Promise.all(Array.from({ length: BATCHES_PER_THREAD * deps.pool.threads }, work));
  const compared = candidates.flatMap((candidate, index) => {
    const outcome = outcomes[index];
    return outcome === null ? [] : [{ candidate, outcome: isA(candidate) ? outcome : swapSides(outcome) }];
  });
  return { compared, postponed: candidates.length - compared.length };
}

interface Batch {
  readonly task: "compareBatch" | "compareIfPromising";
  /** Of its candidates. */
  readonly places: readonly number[];
}

function listBatches(looks: readonly Look[]): Batch[] {
  const batches: Batch[] = [];
  for (const [look, task] of [
    ["whole", "compareBatch"],
    ["if promising", "compareIfPromising"],
  ] as const) {
    const places = looks.flatMap((each, place) => (each === look ? [place] : []));
    for (let at = 0; at < places.length; at += BATCH) batches.push({ task, places: places.slice(at, at + BATCH) });
  }
  return batches;
}

/** The row of a comparison, with the marks that it used. */
export function describeComparison(
  { candidate, outcome }: ComparedCandidate,
  remarks: readonly string[],
  createdAt: Date,
): ComparisonRow {
  return {
    id: uuidv7(),
    candidateId: candidate.id,
    method: outcome.method,
    methodVersion: outcome.methodVersion,
    marks: candidate.marks,
    comparable: outcome.comparable,
    reason: outcome.comparable ? null : outcome.reason,
    score: outcome.comparable ? outcome.score : null,
    correlation: outcome.comparable ? outcome.correlation : null,
    cellsUsable: outcome.comparable ? (outcome.cells?.usable ?? null) : null,
    cellsCongruent: outcome.comparable ? (outcome.cells?.congruent ?? null) : null,
    outcome,
    remarks,
    createdAt,
  };
}
