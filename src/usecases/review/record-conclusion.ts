import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { applyConclusion } from "../../domain/linkage.ts";
import type { Conclusion } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type ConclusionRow, insertConclusion, listConclusions } from "../../repositories/review/conclusions.ts";
import { lockLinkage, moveLinkage } from "../../repositories/review/linkage-queue.ts";
import { assertTwoPeople } from "../access/assert-two-people.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { assertReasons } from "./assert-reasons.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { type LinkageView, viewLinkage } from "./view-linkage.ts";

export interface RecordConclusionInput {
  readonly linkageId: string;
  readonly expectedVersion: number;
  readonly conclusion: Conclusion;
  readonly reasons: string;
}

/**
 * A conclusion at the comparison microscope. The linkage's state says which part it plays: the first, its blind verification
 * by another person, or the outcome of the consultation after the two disagreed, in which nobody repeats their own. All are kept.
 * Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (reasons), SAME_EXAMINER (or one of the two
 * issued the other's sign-in), CONFLICT (the linkage's state),
 * PRECONDITION_FAILED (someone else decided meanwhile).
 */
export async function recordConclusion(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RecordConclusionInput,
): Promise<{ linkage: LinkageView; conclusion: ConclusionRow }> {
  const { linkage: read, access } = await findReadableLinkage(deps, context, input.linkageId);
  const { target } = access;
  const subject = { kind: "linkage", id: input.linkageId };
  // The role is checked for the part that the version just read takes; the lock below holds to that version.
  if (read.version !== input.expectedVersion) throw new RibinError("PRECONDITION_FAILED");
  const action = read.state === "lead" ? "linkage.conclude" : "linkage.verify";
  await authorise(deps, context, action, target, subject);
  await assertTwoPeople(deps, context, { id: read.id, ownerStates: target.ownerStates });
  const now = deps.clock.now();
  const accountState = requireState(context.actor);
  const reasons = assertReasons(input.reasons);
  return deps.sql.transaction(async (tx) => {
    const linkage = await lockLinkage(tx, input.linkageId, input.expectedVersion);
    const recorded = await listConclusions(tx, linkage.id);
    const { part, state } = applyConclusion(linkage.state, recorded, context.actor.id, input.conclusion);
    const moved = await moveLinkage(tx, linkage, state, now);
    const conclusion: ConclusionRow = {
      id: uuidv7(),
      linkageId: linkage.id,
      accountId: context.actor.id,
      accountState,
      part,
      conclusion: input.conclusion,
      reasons,
      createdAt: now,
    };
    await insertConclusion(tx, conclusion);
    await insertAuditEvent(tx, context, {
      at: now,
      action: part === "verification" ? "linkage.verified" : "linkage.concluded",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: target.ownerStates,
      // Never the conclusion itself: the trail is read by people who are to verify blind.
      detail: { part, from: linkage.state, to: moved.state, version: moved.version },
    });
    return { linkage: viewLinkage(context.actor, moved, access, now), conclusion };
  });
}
