import type { RequestContext } from "../domain/context.ts";
import type { Region } from "../domain/vocabulary.ts";
import { type ComparisonEvidence, listComparisonEvidence } from "../repositories/candidate-evidence.ts";
import type { Deps } from "./deps.ts";
import { findCandidateEvidence } from "./find-candidate-evidence.ts";
import { type SideView, viewSide } from "./view-side.ts";

export interface CandidateEvidence {
  readonly id: string;
  readonly linkageId: string | null;
  readonly region: Region;
  readonly acquisitionA: string;
  readonly acquisitionB: string;
  readonly sides: readonly [SideView, SideView];
  /** Cells or segments with their poses and correlations, of every method version, newest first. */
  readonly comparisons: readonly ComparisonEvidence[];
}

/** What the comparison of a candidate stands on. Errors: NOT_FOUND, FORBIDDEN. */
export async function readCandidateEvidence(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<CandidateEvidence> {
  const { candidate, access } = await findCandidateEvidence(deps, context, input.id);
  return {
    id: candidate.id,
    linkageId: candidate.linkageId,
    region: candidate.region,
    acquisitionA: candidate.acquisitionA,
    acquisitionB: candidate.acquisitionB,
    sides: [viewSide(context.actor, access.sides[0]), viewSide(context.actor, access.sides[1])],
    comparisons: await listComparisonEvidence(deps.sql, candidate.id),
  };
}
