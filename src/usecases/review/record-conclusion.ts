import { v7 as uuidv7 } from "uuid";
import type { EliminationBasis } from "../../domain/conclusions.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { findPart } from "../../domain/linkage.ts";
import type { Conclusion } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type ConclusionRow, insertConclusion, listConclusions } from "../../repositories/review/conclusions.ts";
import { lockLinkage } from "../../repositories/review/linkage-queue.ts";
import { assertTwoPeople } from "../access/assert-two-people.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { assertBasis } from "./assert-basis.ts";
import { assertMayConclude } from "./assert-may-conclude.ts";
import { assertReasons } from "./assert-reasons.ts";
import { assignExaminer, listSeeingStates } from "./assign-examiner.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { settleLinkage } from "./settle-linkage.ts";
import { unmaskPair } from "./unmask.ts";
import { type LinkageView, viewLinkage } from "./view-linkage.ts";

export interface RecordConclusionInput {
  readonly linkageId: string;
  readonly expectedVersion: number;
  readonly conclusion: Conclusion;
  /** Of an elimination, and of nothing else. */
  readonly basis?: EliminationBasis | null | undefined;
  readonly reasons: string;
}

/**
 * A conclusion at the comparison microscope. The linkage's state says which part it plays: the first, upon which the system asks another
 * examiner; the blind verification by that examiner; or a step of the consultation after the two disagreed, in which nobody repeats their own.
 * All are kept. Errors: NOT_FOUND, FORBIDDEN, EXAMINATION_NOT_DOCUMENTED, VALIDATION_FAILED (reasons, basis), SAME_EXAMINER (or one of the two issued the other's
 * sign-in), VERIFIER_NOT_ASSIGNED, CONSULTATION_STATEMENTS_MISSING, CONFLICT (the linkage's state), PRECONDITION_FAILED (someone else
 * decided meanwhile).
 */
export async function recordConclusion(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RecordConclusionInput,
): Promise<{ linkage: LinkageView; conclusion: ConclusionRow }> {
  const { linkage: read, access } = await findReadableLinkage(deps, context, input.linkageId);
  const { target } = access;
  const subject = { kind: "linkage" as const, id: input.linkageId };
  // The role is checked for the part that the version just read takes; the lock below holds to that version.
  if (read.version !== input.expectedVersion) throw new RibinError("PRECONDITION_FAILED");
  const action = read.state === "lead" ? "linkage.conclude" : "linkage.verify";
  await authorise(deps, context, action, target, subject);
  await assertTwoPeople(deps, context, { id: read.id, ownerStates: target.ownerStates });
  await unmaskPair(deps, context, access);
  const now = deps.clock.now();
  const accountState = requireState(context.actor);
  const reasons = assertReasons(input.reasons);
  const basis = assertBasis({ conclusion: input.conclusion, basis: input.basis ?? null, reasons });
  const preferred = read.state === "lead" ? await listSeeingStates(deps, context, read, accountState) : [];
  return deps.sql.transaction(async (tx) => {
    const linkage = await lockLinkage(tx, input.linkageId, input.expectedVersion);
    const recorded = await listConclusions(tx, linkage.id);
    const part = findPart(linkage.state, recorded, context.actor.id, input.conclusion);
    await assertMayConclude(tx, { linkageId: linkage.id, accountId: context.actor.id, part, recorded });
    const conclusion: ConclusionRow = {
      id: uuidv7(),
      linkageId: linkage.id,
      accountId: context.actor.id,
      accountState,
      part,
      conclusion: input.conclusion,
      basis,
      reasons,
      corrects: null,
      correctionReason: null,
      reopens: false,
      createdAt: now,
    };
    await insertConclusion(tx, conclusion);
    const moved = await settleLinkage(tx, context, linkage, now);
    await insertAuditEvent(tx, context, {
      at: now,
      action: part === "verification" ? "linkage.verified" : "linkage.concluded",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: target.ownerStates,
      // Never the conclusion itself: the trail is read by people who are to verify blind.
      detail: { part, from: linkage.state, to: moved.state, version: moved.version },
    });
    if (part === "first") {
      const asked = { linkage, preferred, part: "verification", cause: "first_conclusion" } as const;
      await assignExaminer(tx, context, { ...asked, replaces: null, reason: null, now });
    }
    return { linkage: viewLinkage(context.actor, moved, access, now), conclusion };
  });
}
