import type { RequestContext } from "../../domain/context.ts";
import { type CandidateOrigin, findCandidateOrigin } from "../../repositories/review/candidate-evidence.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { describePairAccess, type PairAccess } from "../access/describe-pair-access.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import { noteView } from "../clocks/note-view.ts";
import type { Deps } from "../deps.ts";
import { unmaskPair } from "./unmask.ts";

/**
 * A candidate, after the check that the actor may see what its comparison stands on, and with the read recorded.
 * Errors: NOT_FOUND, FORBIDDEN (role, or no agreement on images), EXAMINATION_NOT_DOCUMENTED.
 */
export async function findCandidateEvidence(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<{ candidate: CandidateOrigin; access: PairAccess }> {
  const candidate = await findCandidateOrigin(deps.sql, id);
  if (candidate === null) {
    throw await refuseUnseen(deps, context, "candidate.read", { kind: "candidate", id: id });
  }
  const access = await describePairAccess(deps, context, candidate);
  const subject = { kind: "candidate" as const, id };
  // Whoever may not read the candidate learns nothing of it; whoever may, but not its images, is told so.
  await authorise(deps, context, "candidate.read", access.target, subject);
  await authorise(deps, context, "candidate.evidence.read", access.target, subject);
  await unmaskPair(deps, context, access);
  await recordForeignRead(deps, context, "candidate.evidence_read", access.target, subject);
  await noteView(deps, context, candidate, access.target.ownerStates);
  return { candidate, access };
}
