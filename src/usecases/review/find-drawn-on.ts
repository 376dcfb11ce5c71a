import type { RequestContext } from "../../domain/context.ts";
import { refuseField } from "../../domain/errors.ts";
import type { Target } from "../../domain/permission.ts";
import { findComparison } from "../../repositories/correlation/comparisons.ts";
import { type CandidateOrigin, findCandidateOrigin } from "../../repositories/review/candidate-evidence.ts";
import type { Linkage } from "../../repositories/review/linkage-queue.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { unmaskPair } from "./unmask.ts";

/**
 * The comparison that a bench note is of, after the check that the actor may write one. Errors: NOT_FOUND, FORBIDDEN,
 * EXAMINATION_NOT_DOCUMENTED, RECORD_REMOVED, VALIDATION_FAILED (candidateId, comparisonId).
 */
export async function findDrawnOn(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly linkageId: string; readonly candidateId: string; readonly comparisonId: string },
): Promise<{ linkage: Linkage; candidate: CandidateOrigin; target: Target }> {
  const { linkage, access } = await findReadableLinkage(deps, context, input.linkageId);
  await authorise(deps, context, "annotation.draw", access.target, { kind: "linkage", id: linkage.id });
  await unmaskPair(deps, context, access);
  const candidate = await findCandidateOrigin(deps.sql, input.candidateId);
  if (candidate?.linkageId !== linkage.id) throw refuseField("candidateId", "This linkage has no such candidate.");
  if ((await findComparison(deps.sql, candidate.id, input.comparisonId)) === null)
    throw refuseField("comparisonId", "This candidate has no such comparison.");
  return { linkage, candidate, target: access.target };
}
