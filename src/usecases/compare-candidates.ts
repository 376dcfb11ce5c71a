import { v7 as uuidv7 } from "uuid";
import type { ComparisonOutcome } from "../analysis/compare/comparison.ts";
import type { UncomparedCandidate } from "../repositories/candidates.ts";
import type { ComparisonRow } from "../repositories/comparisons.ts";
import { swapSides } from "./analysis/swap-sides.ts";
import type { StepRun } from "./complete-step.ts";
import type { Deps } from "./deps.ts";
import { readMark } from "./read-mark.ts";

export interface ComparedCandidate {
  readonly candidate: UncomparedCandidate;
  /** In the order of the acquisitions' ids. */
  readonly outcome: ComparisonOutcome;
}

/** Candidates of one call to the pool: enough to share the query's preparation, few enough to show progress. */
const BATCH = 8;

/** Batches run on all threads at once; the marks of a batch are read when its turn comes. In the order of `candidates`. */
export async function compareCandidates(
  deps: Pick<Deps, "blobs" | "pool">,
  run: StepRun,
  candidates: readonly UncomparedCandidate[],
): Promise<readonly ComparedCandidate[]> {
  const [first] = candidates;
  if (first === undefined) return [];
  const isA = (candidate: UncomparedCandidate) => candidate.acquisitionA === run.acquisition.id;
  const query = await readMark(deps, isA(first) ? first.marks.a : first.marks.b);
  const outcomes = new Array<ComparisonOutcome>(candidates.length);
  let taken = 0;
  let done = 0;
  const work = async () => {
    while (taken < candidates.length) {
      const start = taken;
      taken = Math.min(candidates.length, start + BATCH);
      const batch = candidates.slice(start, taken);
      const others = await Promise.all(batch.map((each) => readMark(deps, isA(each) ? each.marks.b : each.marks.a)));
      const found = await deps.pool.runTask("compareBatch", { query, others });
      for (const [index, outcome] of found.entries()) outcomes[start + index] = outcome;
      done += batch.length;
      await run.reportProgress(done / candidates.length);
    }
  };
  await Promise.all(Array.from({ length: deps.pool.threads }, work));
  return candidates.map((candidate, index) => ({
    candidate,
    outcome: isA(candidate) ? outcomes[index] : swapSides(outcomes[index]),
  }));
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
