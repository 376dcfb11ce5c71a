import type { Comparison } from "../../analysis/compare/comparison.ts";
import type { ComparisonRow } from "../../repositories/correlation/comparisons.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import type { Deps } from "../deps.ts";

/**
 * A comparison drawn from the very marks and the outcome that were stored with it, as PNG: the same picture years later, whatever
 * became of its acquisitions since. Null where there is nothing to draw: not comparable, or its marks are not known.
 * Errors: FILE_NOT_FOUND, EVIDENCE_ALTERED.
 */
export async function drawComparison(
  deps: Pick<Deps, "blobs" | "pool">,
  { comparable, marks, outcome }: Pick<ComparisonRow, "comparable" | "marks" | "outcome">,
): Promise<Uint8Array | null> {
  if (!comparable || marks === null) return null;
  return deps.pool.runTask("plotComparison", {
    a: await readMark(deps, marks.a),
    b: await readMark(deps, marks.b),
    // The table keeps what a comparison returned, whole; `comparable` says which of the two shapes it is.
    comparison: outcome as Comparison,
  });
}
