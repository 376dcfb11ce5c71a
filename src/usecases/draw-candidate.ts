import type { Comparison } from "../analysis/compare/comparison.ts";
import type { CandidateOrigin } from "../repositories/candidate-evidence.ts";
import { findNewestComparison } from "../repositories/comparisons.ts";
import type { Deps } from "./deps.ts";

/**
 * The newest comparison of a candidate drawn from its stored evidence, as PNG. Null where there is nothing to draw: not yet
 * compared, not comparable, or its prepared marks are no longer kept.
 */
export async function drawCandidate(
  deps: Pick<Deps, "sql" | "blobs" | "pool">,
  candidate: CandidateOrigin,
): Promise<Uint8Array | null> {
  const newest = await findNewestComparison(deps.sql, candidate.id);
  const { preparedKeyA, preparedKeyB } = candidate;
  if (newest === null || !newest.comparable || preparedKeyA === null || preparedKeyB === null) return null;
  return deps.pool.runTask("plotComparison", {
    a: await deps.blobs.readBlob(preparedKeyA),
    b: await deps.blobs.readBlob(preparedKeyB),
    // The table keeps what a comparison returned, whole; `comparable` says which of the two shapes it is.
    comparison: newest.outcome as Comparison,
  });
}
