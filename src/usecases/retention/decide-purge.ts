import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { PurgeDecision } from "../../domain/retention.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { lockCases } from "../../repositories/evidence/cases.ts";
import { listCredentialIssuers } from "../../repositories/people/invitations.ts";
import { findObstacles } from "../../repositories/retention/due-evidence.ts";
import { findPurge, insertPurgeDecision, type Purge } from "../../repositories/retention/purges.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { askForBackground } from "../jobs/ask-for-job.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { assertNoObstacle } from "./assert-no-obstacle.ts";

export interface DecidePurgeInput {
  readonly id: string;
  readonly decision: PurgeDecision;
  readonly reason: string;
}

/**
 * The second person's word on a purge: with "confirmed" it is carried out and cannot be undone. Errors: NOT_FOUND, FORBIDDEN,
 * VALIDATION_FAILED (reason), SAME_COORDINATOR, CONFLICT (decided already), PURGE_BLOCKED.
 */
export async function decidePurge(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: DecidePurgeInput,
): Promise<Purge> {
  const purge = await findPurge(deps.sql, input.id);
  if (purge === null) throw await refuseUnseen(deps, context, "retention.read", { kind: "purge", id: input.id });
  const { ownerState, caseId, exhibitId } = purge;
  const target = { ownerStates: [ownerState] };
  const subject = { kind: "purge" as const, id: purge.id };
  await authorise(deps, context, "retention.read", target, subject);
  await authorise(deps, context, "retention.manage", target, subject);
  await assertSecondPerson(deps, context, purge.reviewedBy);
  const reason = assertReasons(input.reason, "reason");
  const at = deps.clock.now();
  const { decision } = input;
  await deps.sql.transaction(async (tx) => {
    await lockCases(tx, [caseId]);
    if (decision === "confirmed") {
      assertNoObstacle(await findObstacles(tx, purge, at, purge.reviewedAt), purge.hitsSettled);
    }
    const row = { purgeId: purge.id, ownerState, decision, reason, decidedBy: context.actor.id, decidedAt: at };
    if (!(await insertPurgeDecision(tx, row))) throw new RibinError("CONFLICT", "The purge was decided already.");
    await insertAuditEvent(tx, context, {
      at,
      action: "purge.decided",
      targetKind: exhibitId === null ? "case" : "exhibit",
      targetId: exhibitId ?? caseId,
      ownerStates: [ownerState],
      detail: { purgeId: purge.id, decision },
    });
    if (decision === "refused") return;
    const work = { payload: { purgeId: purge.id }, key: purge.id, ownerState };
    await askForBackground(tx, "purge-evidence", work, context.requestId, at);
  });
  return { ...purge, state: decision, decidedBy: context.actor.id, decidedAt: at };
}

/** Neither the reviewer, nor whose sign-in the reviewer could be behind, nor the other way round. */
async function assertSecondPerson(deps: Pick<Deps, "sql">, context: RequestContext, reviewer: string): Promise<void> {
  const me = context.actor.id;
  const issuers = await listCredentialIssuers(deps.sql, [me, reviewer]);
  if (me !== reviewer && !issuers.get(me)?.has(reviewer) && !issuers.get(reviewer)?.has(me)) return;
  throw new RibinError("SAME_COORDINATOR");
}
