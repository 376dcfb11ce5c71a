/** Legal holds: while one stands, nothing of its case is purged. */
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { lockCases } from "../../repositories/evidence/cases.ts";
import type { Page } from "../../repositories/page.ts";
import {
  findHold,
  insertHold,
  insertHoldEnd,
  type LegalHold,
  listHolds as listHoldRows,
} from "../../repositories/retention/legal-holds.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { findReadableCase } from "../evidence/find-readable-case.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { findRetentionScope } from "./find-retention-scope.ts";

/** Also of a case that is removed. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED. */
export async function placeHold(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly caseId: string; readonly reason: string; readonly until: Date | null },
): Promise<LegalHold> {
  const { found, target } = await findReadableCase(deps, context, input.caseId);
  const id = uuidv7();
  await authorise(deps, context, "retention.manage", target, { kind: "legal_hold", id });
  const reason = assertReasons(input.reason, "reason");
  const at = deps.clock.now();
  if (input.until !== null && input.until.getTime() <= at.getTime()) {
    const message = "A hold ends in the future, or when somebody ends it (null).";
    throw refuseField("until", { message, problem: "not_in_future" });
  }
  const hold = { id, ownerState: found.ownerState, caseId: found.id, reason, until: input.until };
  const row = { ...hold, placedBy: context.actor.id, placedAt: at };
  await deps.sql.transaction(async (tx) => {
    // A purge that is being carried out at this moment is over first, or sees the hold.
    await lockCases(tx, [found.id]);
    await insertHold(tx, row);
    await insertAuditEvent(tx, context, {
      at,
      action: "legal_hold.placed",
      targetKind: "case",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { holdId: id, until: input.until?.toISOString() ?? null },
    });
  });
  return { ...row, endedAt: null };
}

/** Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (reason), CONFLICT (ended already). */
export async function endHold(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string; readonly reason: string },
): Promise<LegalHold> {
  const hold = await findHold(deps.sql, input.id);
  if (hold === null) throw await refuseUnseen(deps, context, "retention.read", { kind: "legal_hold", id: input.id });
  const target = { ownerStates: [hold.ownerState] };
  const subject = { kind: "legal_hold" as const, id: hold.id };
  await authorise(deps, context, "retention.read", target, subject);
  await authorise(deps, context, "retention.manage", target, subject);
  const reason = assertReasons(input.reason, "reason");
  const at = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    const { id: holdId, ownerState } = hold;
    if (!(await insertHoldEnd(tx, { holdId, ownerState, reason, endedBy: context.actor.id, endedAt: at }))) {
      throw new RibinError("CONFLICT", "The hold was ended already.");
    }
    await insertAuditEvent(tx, context, {
      at,
      action: "legal_hold.ended",
      targetKind: "case",
      targetId: hold.caseId,
      ownerStates: [hold.ownerState],
      detail: { holdId: hold.id },
    });
  });
  return { ...hold, endedAt: at };
}

/** The own state's, newest first; of all for an auditor. Errors: FORBIDDEN. */
export async function listHolds(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<LegalHold>> {
  return listHoldRows(deps.sql, await findRetentionScope(deps, context, "legal_hold"), toPageRequest(input));
}
