import { v7 as uuidv7 } from "uuid";
import type { ComparisonOutcome } from "../../analysis/compare/comparison.ts";
import type { UncomparedCandidate } from "../../repositories/correlation/candidates.ts";
import type { ComparisonRow } from "../../repositories/correlation/comparisons.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import { swapSides } from "../analysis/swap-sides.ts";
import type { Deps } from "../deps.ts";
import type { StepRun } from "../jobs/complete-step.ts";

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
 * Compares the acquisition with its candidates, all threads at once. Those from place `whole` of the list on are only registered where
 * they then agree no better than by chance, and left out: `postponed` is their number. In the order of `candidates`.
 */
export async function compareCandidates(
  deps: Pick<Deps, "blobs" | "pool">,
  run: StepRun,
  candidates: readonly UncomparedCandidate[],
  whole: number = candidates.length,
): Promise<{ readonly compared: readonly ComparedCandidate[]; readonly postponed: number }> {
  const [first] = candidates;
  if (first === undefined) return { compared: [], postponed: 0 };
  const isA = (candidate: UncomparedCandidate) => candidate.acquisitionA === run.acquisition.id;
  const query = await readMark(deps, isA(first) ? first.marks.a : first.marks.b);
  const outcomes = new Array<ComparisonOutcome | null>(candidates.length).fill(null);
  let taken = 0;
  let done = 0;
  const work = async () => {
    while (taken < candidates.length) {
      const start = taken;
      taken = Math.min(candidates.length, start + BATCH, start < whole ? whole : Number.POSITIVE_INFINITY);
      const batch = candidates.slice(start, taken);
      const others = await Promise.all(batch.map((each) => readMark(deps, isA(each) ? each.marks.b : each.marks.a)));
      const task = start < whole ? "compareBatch" : "compareIfPromising";
      const found = await deps.pool.runTask(task, { query, others }, { priority: run.job.priority });
      for (const [index, outcome] of found.entries()) outcomes[start + index] = outcome;
      done += batch.length;
      await run.reportProgress(done / candidates.length);
    }
  };
  await Promise.all(Array.from({ length: BATCHES_PER_THREAD * deps.pool.threads }, work));
  const compared = candidates.flatMap((candidate, index) => {
    const outcome = outcomes[index];
    return outcome === null ? [] : [{ candidate, outcome: isA(candidate) ? outcome : swapSides(outcome) }];
  });
  return { compared, postponed: candidates.length - compared.length };
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
