import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { RemovalReason } from "../../domain/removal.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { lockCases } from "../../repositories/evidence/cases.ts";
import {
  type ConcernedState,
  insertNotice,
  listConcernedStates,
  withdrawReportsOn,
} from "../../repositories/removal/removal-effects.ts";
import { hasOpenRemoval, insertRemoval, type Removal } from "../../repositories/removal/removals.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableCase } from "../evidence/find-readable-case.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";
import { type Named, nameCase } from "../evidence/name-cases.ts";
import { assertReasons } from "../review/assert-reasons.ts";

export interface RemoveEvidenceInput {
  readonly of: { readonly caseId: string } | { readonly exhibitId: string };
  readonly reasonCode: RemovalReason;
  readonly reason: string;
}

/**
 * Takes a case, or one exhibit, out of the network: from this moment it is in no search, list, file or report of any state; reports that
 * rest on it are withdrawn; states that knew of it are told that it was removed, and no more. It can be restored until it is purged.
 * Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (reason), CONFLICT (removed already).
 */
export async function removeEvidence(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RemoveEvidenceInput,
): Promise<Named<Removal>> {
  const of = await findSubject(deps, context, input);
  const { kind, id, caseId, exhibitId, ownerState } = of;
  const reason = assertReasons(input.reason, "reason");
  const at = deps.clock.now();
  const removal = { id: uuidv7(), ownerState, caseId, exhibitId, reasonCode: input.reasonCode, reason };
  const row = { ...removal, removedBy: context.actor.id, removedAt: at };
  await deps.sql.transaction(async (tx) => {
    await lockCases(tx, [caseId]);
    if (await hasOpenRemoval(tx, caseId, exhibitId))
      throw new RibinError("CONFLICT", `The ${kind} is removed already.`);
    const concerned = await listConcernedStates(tx, of, at);
    await insertRemoval(tx, row);
    await insertAuditEvent(tx, context, {
      at,
      action: "evidence.removed",
      targetKind: kind,
      targetId: id,
      ownerStates: [ownerState],
      detail: { removalId: removal.id, reasonCode: removal.reasonCode, statesTold: concerned.length },
    });
    await tellConcerned(tx, context, { kind, id, removal: row }, concerned);
    await recordWithdrawals(tx, context, removal.id, at);
  });
  return nameCase(deps, context, { ...row, restoredAt: null });
}

async function findSubject(deps: Pick<Deps, "sql" | "clock">, context: RequestContext, { of }: RemoveEvidenceInput) {
  if ("caseId" in of) {
    const { found, target } = await findReadableCase(deps, context, of.caseId);
    await authorise(deps, context, "evidence.remove", target, { kind: "case", id: found.id });
    return { kind: "case" as const, id: found.id, caseId: found.id, exhibitId: null, ownerState: found.ownerState };
  }
  const { found, target } = await findReadableExhibit(deps, context, of.exhibitId);
  await authorise(deps, context, "evidence.remove", target, { kind: "exhibit", id: found.id });
  const { id, caseId, ownerState } = found;
  return { kind: "exhibit" as const, id, caseId, exhibitId: id, ownerState };
}

/** Each by an event and a notice of its own: none is told which others knew of it. */
async function tellConcerned(
  tx: SqlExecutor,
  context: RequestContext,
  {
    kind,
    id,
    removal,
  }: { kind: "case" | "exhibit"; id: string; removal: Pick<Removal, "id" | "ownerState" | "removedAt"> },
  concerned: readonly ConcernedState[],
): Promise<void> {
  const { ownerState, removedAt } = removal;
  for (const { state, linkageIds } of concerned) {
    await insertNotice(tx, { removalId: removal.id, toState: state, ownerState, kind, linkageIds, removedAt });
    await insertAuditEvent(tx, context, {
      at: removedAt,
      action: "evidence.removed",
      targetKind: kind,
      targetId: id,
      ownerStates: [ownerState, state],
      detail: { removalId: removal.id, linkages: linkageIds.length },
    });
  }
}

async function recordWithdrawals(tx: SqlExecutor, context: RequestContext, removalId: string, at: Date): Promise<void> {
  for (const report of await withdrawReportsOn(tx, removalId)) {
    await insertAuditEvent(tx, context, {
      at,
      action: "report.withdrawn",
      targetKind: "report",
      targetId: report.report_id,
      ownerStates: [...new Set([report.state_a, report.state_b])],
      detail: { number: report.number, kind: report.kind, linkageId: report.linkage_id, removalId },
    });
  }
}
