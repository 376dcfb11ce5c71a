import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { causeOfPreparation } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { lockCases } from "../../repositories/evidence/cases.ts";
import { listRestoredAcquisitions, listToldStates } from "../../repositories/removal/removal-effects.ts";
import { findRemoval, insertRestoration, type Removal } from "../../repositories/removal/removals.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { type Named, nameCase } from "../evidence/name-cases.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import { assertReasons } from "../review/assert-reasons.ts";

/**
 * Puts back what was removed, by a new record. It is searched again, and what its removal had cut short is begun anew; reports that were
 * withdrawn stay so. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (reason), CONFLICT (restored already).
 */
export async function restoreEvidence(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly removalId: string; readonly reason: string },
): Promise<Named<Removal>> {
  const removal = await findRemoval(deps.sql, input.removalId);
  if (removal === null)
    throw await refuseUnseen(deps, context, "removal.read", { kind: "removal", id: input.removalId });
  const target = { ownerStates: [removal.ownerState] };
  const subject = { kind: "removal" as const, id: removal.id };
  await authorise(deps, context, "removal.read", target, subject);
  await authorise(deps, context, "evidence.remove", target, subject);
  const reason = assertReasons(input.reason, "reason");
  const at = deps.clock.now();
  const { id: removalId, ownerState, caseId, exhibitId } = removal;
  await deps.sql.transaction(async (tx) => {
    await lockCases(tx, [caseId]);
    const row = { removalId, ownerState, reason, restoredBy: context.actor.id, restoredAt: at };
    if (!(await insertRestoration(tx, row))) throw new RibinError("CONFLICT", "The removal was undone already.");
    for (const states of [[ownerState], ...(await listToldStates(tx, removalId)).map((told) => [ownerState, told])]) {
      await insertAuditEvent(tx, context, {
        at,
        action: "evidence.restored",
        targetKind: exhibitId === null ? "case" : "exhibit",
        targetId: exhibitId ?? caseId,
        ownerStates: states,
        detail: { removalId },
      });
    }
    await goOn(tx, context, removal, at);
  });
  return nameCase(deps, context, { ...removal, restoredAt: at });
}

/** What was verified is searched once more; what was still on its way goes its whole way. What waits for a person waits on. */
async function goOn(tx: SqlExecutor, context: RequestContext, removal: Removal, at: Date): Promise<void> {
  for (const acquisition of await listRestoredAcquisitions(tx, removal)) {
    const { stage } = acquisition;
    if (stage === "outline_needed" || stage === "failed" || stage === "refused") continue;
    const cause = `restoration/${removal.id}`;
    if (stage === "verified") await askForJob(tx, "search-candidates", acquisition, context.requestId, at, cause);
    else await askForJob(tx, "assess-quality", acquisition, context.requestId, at, causeOfPreparation(cause));
  }
}
