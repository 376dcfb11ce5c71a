import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import {
  type ComparisonRow,
  findComparison,
  findStandingComparison,
} from "../../repositories/correlation/comparisons.ts";
import type { CandidateOrigin } from "../../repositories/review/candidate-evidence.ts";
import type { Deps } from "../deps.ts";
import { findCandidateEvidence } from "./find-candidate-evidence.ts";

/** One comparison of a candidate: the one that counts, or any other by its id. */
export interface ComparisonInput {
  readonly id: string;
  readonly comparisonId?: string | undefined;
}

/** After the same checks as `findCandidateEvidence`. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (nothing counts yet). */
export async function findComparisonEvidence(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ComparisonInput,
): Promise<{ candidate: CandidateOrigin; comparison: ComparisonRow }> {
  const { candidate } = await findCandidateEvidence(deps, context, input.id);
  if (input.comparisonId === undefined) {
    const standing = await findStandingComparison(deps.sql, candidate.id);
    if (standing === null) throw new RibinError("CONFLICT", "This candidate has no comparison yet.");
    return { candidate, comparison: standing };
  }
  const comparison = await findComparison(deps.sql, candidate.id, input.comparisonId);
  if (comparison === null) throw new RibinError("NOT_FOUND");
  return { candidate, comparison };
}
