import { v7 as uuidv7 } from "uuid";
import { type EliminationBasis, listStanding } from "../../domain/conclusions.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { isVerified } from "../../domain/linkage.ts";
import type { Conclusion } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type ConclusionRow, insertConclusion, listConclusions } from "../../repositories/review/conclusions.ts";
import { lockLinkage } from "../../repositories/review/linkage-queue.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { assertBasis } from "./assert-basis.ts";
import { assertReasons } from "./assert-reasons.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { keepOrSettle } from "./settle-linkage.ts";
import { type LinkageView, viewLinkage } from "./view-linkage.ts";
import { withdrawHit } from "./withdraw-hit.ts";

export interface CorrectConclusionInput {
  readonly linkageId: string;
  readonly conclusionId: string;
  readonly expectedVersion: number;
  readonly conclusion: Conclusion;
  readonly basis?: EliminationBasis | null | undefined;
  readonly reasons: string;
  /** Why the old one was wrong. */
  readonly correctionReason: string;
}

/**
 * A new conclusion that takes the place of one's own; the old one stays as written. Where the other's conclusion could be read by then and
 * what was concluded changes, only a consultation settles the linkage, and a hit of it is withdrawn with its reports. Errors: NOT_FOUND,
 * FORBIDDEN, VALIDATION_FAILED, SAME_EXAMINER (another's), CONFLICT (corrected before), PRECONDITION_FAILED.
 */
export async function correctConclusion(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: CorrectConclusionInput,
): Promise<{ linkage: LinkageView; conclusion: ConclusionRow }> {
  const { access } = await findReadableLinkage(deps, context, input.linkageId);
  const { target } = access;
  await authorise(deps, context, "linkage.verify", target, { kind: "linkage", id: input.linkageId });
  const accountState = requireState(context.actor);
  const reasons = assertReasons(input.reasons);
  const correctionReason = assertReasons(input.correctionReason, "correctionReason");
  const basis = assertBasis({ conclusion: input.conclusion, basis: input.basis ?? null, reasons });
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const linkage = await lockLinkage(tx, input.linkageId, input.expectedVersion);
    const recorded = await listConclusions(tx, linkage.id);
    const old = findCorrectable(recorded, context.actor.id, input.conclusionId);
    const reopens = isVerified(recorded) && old.conclusion !== input.conclusion;
    const { conclusion } = input;
    const corrects = { corrects: old.id, correctionReason, reopens };
    const made = { linkageId: linkage.id, accountId: context.actor.id, accountState, part: old.part };
    const row: ConclusionRow = { ...made, id: uuidv7(), conclusion, basis, reasons, ...corrects, createdAt: now };
    await insertConclusion(tx, row);
    const moved = await keepOrSettle(tx, context, linkage, reopens, now);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "linkage.conclusion_corrected",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: target.ownerStates,
      detail: {
        part: old.part,
        corrects: old.id,
        reopens,
        from: linkage.state,
        to: moved.state,
        version: moved.version,
      },
    });
    if (reopens && linkage.state === "hit") await withdrawHit(tx, context, { linkage, conclusionId: row.id, now });
    return { linkage: viewLinkage(context.actor, moved, access, now), conclusion: row };
  });
}

/** Another's conclusion is not found while it is not to be seen. */
function findCorrectable(recorded: readonly ConclusionRow[], accountId: string, id: string): ConclusionRow {
  const old = recorded.find((row) => row.id === id);
  if (old === undefined || (old.accountId !== accountId && !isVerified(recorded))) {
    throw new RibinError("NOT_FOUND", "The linkage has no such conclusion.");
  }
  if (old.accountId !== accountId) throw new RibinError("SAME_EXAMINER", "Who recorded a conclusion corrects it.");
  if (!listStanding(recorded).includes(old)) {
    throw new RibinError("CONFLICT", "The conclusion was corrected before; correct the newer one.");
  }
  return old;
}
