import type { ComparisonOutcome } from "../analysis/compare/comparison.ts";
import { listUncompared, type UncomparedCandidate } from "../repositories/candidates.ts";
import { type ComparisonRow, insertComparison } from "../repositories/comparisons.ts";
import { findFeature } from "../repositories/features.ts";
import { findMethod } from "./analysis/find-method.ts";
import { swapSides } from "./analysis/swap-sides.ts";
import { completeStep, type StepEnd, type StepRun } from "./complete-step.ts";
import type { Deps } from "./deps.ts";
import { proposeLinkages } from "./propose-linkages.ts";
import { type ComparedCandidate, rankPairs } from "./rank-pairs.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "embedder" | "limits">;

/** Candidates of one call to the pool: enough to share the query's preparation, few enough to show progress. */
const BATCH = 8;

/**
 * Fifth arrow: compares the acquisition geometrically with its candidates, and proposes the best pairs of exhibits to the
 * examiners. A candidate that another worker compared meanwhile keeps the first result.
 */
export async function verifyCandidates(deps: Needs, run: StepRun): Promise<void> {
  const { acquisition } = run;
  const end = (detail: Record<string, unknown>): StepEnd => ({
    change: { stage: "verified", note: acquisition.stageNote },
    action: "acquisition.verified",
    detail,
  });
  const method = findMethod(acquisition.region);
  const model = deps.embedder.models.find((each) => each.regions.includes(acquisition.region));
  const own = model === undefined ? null : await findFeature(deps.sql, acquisition.id, model);
  if (method === null || model === undefined || own === null) {
    await completeStep(deps, run, async () => end({ compared: 0, proposed: 0 }));
    return;
  }
  const candidates = await listUncompared(deps.sql, acquisition.id, method);
  const compared = await compareAll(deps, run, own.preparedKey, candidates);
  const pairs = await rankPairs(deps, acquisition, { method, model, compared });
  // In one order everywhere, so that workers with candidates in common never wait in a circle.
  const sorted = [...compared].sort((left, right) => (left.candidate.id < right.candidate.id ? -1 : 1));
  await completeStep(deps, run, async (tx, at) => {
    for (const { candidate, outcome } of sorted) {
      await insertComparison(tx, describeComparison(candidate, outcome, at));
    }
    const proposed = await proposeLinkages(tx, run, pairs, at);
    return end({ compared: compared.length, proposed, method: `${method.method}@${method.methodVersion}` });
  });
}

/** Batches run on all threads at once; the marks of a batch are read when its turn comes. In the order of `candidates`. */
async function compareAll(
  deps: Needs,
  run: StepRun,
  ownKey: string,
  candidates: readonly UncomparedCandidate[],
): Promise<readonly ComparedCandidate[]> {
  const query = await deps.blobs.readBlob(ownKey);
  const outcomes = new Array<ComparisonOutcome>(candidates.length);
  let taken = 0;
  let done = 0;
  const work = async () => {
    while (taken < candidates.length) {
      const start = taken;
      taken = Math.min(candidates.length, start + BATCH);
      const batch = candidates.slice(start, taken);
      const others = await Promise.all(batch.map((each) => deps.blobs.readBlob(otherKey(run, each))));
      const found = await deps.pool.runTask("compareBatch", { query, others });
      for (const [index, outcome] of found.entries()) outcomes[start + index] = outcome;
      done += batch.length;
      await run.reportProgress(done / candidates.length);
    }
  };
  await Promise.all(Array.from({ length: deps.pool.threads }, work));
  return candidates.map((candidate, index) => ({
    candidate,
    outcome: candidate.acquisitionA === run.acquisition.id ? outcomes[index] : swapSides(outcomes[index]),
  }));
}

function otherKey(run: StepRun, candidate: UncomparedCandidate): string {
  return candidate.acquisitionA === run.acquisition.id ? candidate.preparedKeyB : candidate.preparedKeyA;
}

function describeComparison(
  candidate: UncomparedCandidate,
  outcome: ComparisonOutcome,
  createdAt: Date,
): ComparisonRow {
  return {
    candidateId: candidate.id,
    method: outcome.method,
    methodVersion: outcome.methodVersion,
    comparable: outcome.comparable,
    reason: outcome.comparable ? null : outcome.reason,
    score: outcome.comparable ? outcome.score : null,
    correlation: outcome.comparable ? outcome.correlation : null,
    cellsUsable: outcome.comparable ? (outcome.cells?.usable ?? null) : null,
    cellsCongruent: outcome.comparable ? (outcome.cells?.congruent ?? null) : null,
    outcome,
    createdAt,
  };
}
