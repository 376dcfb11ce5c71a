import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { applyReview } from "../../domain/linkage.ts";
import type { ReviewDecision } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listConclusions } from "../../repositories/review/conclusions.ts";
import { lockLinkage, moveLinkage } from "../../repositories/review/linkage-queue.ts";
import { insertReview, type Review } from "../../repositories/review/reviews.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { assertReasons } from "./assert-reasons.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { unmaskPair } from "./unmask.ts";
import { type LinkageView, viewLinkage } from "./view-linkage.ts";

export interface ReviewCandidateInput {
  readonly linkageId: string;
  readonly expectedVersion: number;
  readonly decision: ReviewDecision;
  readonly reasons: string;
}

/**
 * An examiner's decision from the images; a lead stays unconfirmed. Every review is kept.
 * Errors: NOT_FOUND, FORBIDDEN (role, or no agreement on images), EXAMINATION_NOT_DOCUMENTED, RECORD_REMOVED, VALIDATION_FAILED (reasons), CONFLICT (the linkage's state),
 * PRECONDITION_FAILED (someone else decided meanwhile).
 */
export async function reviewCandidate(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ReviewCandidateInput,
): Promise<{ linkage: LinkageView; review: Review }> {
  const { access } = await findReadableLinkage(deps, context, input.linkageId);
  const { target } = access;
  await authorise(deps, context, "linkage.review", target, { kind: "linkage", id: input.linkageId });
  await unmaskPair(deps, context, access);
  const now = deps.clock.now();
  const review: Review = {
    id: uuidv7(),
    linkageId: input.linkageId,
    accountId: context.actor.id,
    accountState: requireState(context.actor),
    decision: input.decision,
    reasons: assertReasons(input.reasons),
    createdAt: now,
  };
  return deps.sql.transaction(async (tx) => {
    const linkage = await lockLinkage(tx, input.linkageId, input.expectedVersion);
    const recorded = await listConclusions(tx, linkage.id);
    const state = applyReview(linkage.state, recorded, input.decision);
    // First what holds the exhibits, then what moves clocks: a purge goes the same way (migrations/073).
    await insertReview(tx, review);
    const moved = await moveLinkage(tx, linkage, state, now);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "linkage.reviewed",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: target.ownerStates,
      detail: { decision: input.decision, from: linkage.state, to: moved.state, version: moved.version },
    });
    if (moved.state === "lead" && linkage.state !== "lead") {
      await insertAuditEvent(tx, context, {
        at: now,
        action: "linkage.lead_made",
        targetKind: "linkage",
        targetId: linkage.id,
        ownerStates: target.ownerStates,
        detail: { version: moved.version },
      });
    }
    return { linkage: viewLinkage(context.actor, moved, access, now), review };
  });
}
