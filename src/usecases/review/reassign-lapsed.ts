import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { lastRetry } from "../../domain/verification.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Assignment, listLapsedAssignments } from "../../repositories/review/assignments.ts";
import { findConcludingState } from "../../repositories/review/conclusions.ts";
import { findLinkage } from "../../repositories/review/linkage-queue.ts";
import type { Deps } from "../deps.ts";
import { assignExaminer, listSeeingStates } from "./assign-examiner.ts";
import { holdOpenAssignment } from "./find-open-assignment.ts";

const AT_A_TIME = 100;
const CONTEXT = { actor: SYSTEM_ACTOR, requestId: "verification-expiry" };

/**
 * Asks the next where an assignment ran out, whom it asked may no longer sign in, or nobody could be asked an hour ago. Who let it run out is
 * asked again only where there is nobody else. Several processes may do it at once. Gives how many were assigned anew.
 */
export async function reassignLapsed(deps: Pick<Deps, "sql" | "clock">): Promise<number> {
  const now = deps.clock.now();
  let assigned = 0;
  for (const lapsed of await listLapsedAssignments(deps.sql, now, lastRetry(now), AT_A_TIME)) {
    if (await reassign(deps, lapsed, now)) assigned += 1;
  }
  return assigned;
}

async function reassign(deps: Pick<Deps, "sql" | "clock">, lapsed: Assignment, now: Date): Promise<boolean> {
  const linkage = await findLinkage(deps.sql, lapsed.linkageId);
  if (linkage === null) return false;
  const than = await findConcludingState(deps.sql, linkage.id);
  const preferred = await listSeeingStates(deps, CONTEXT, linkage, than);
  return deps.sql
    .transaction(async (tx) => {
      await holdOpenAssignment(tx, lapsed);
      if (lapsed.accountId !== null) {
        await insertAuditEvent(tx, CONTEXT, {
          at: now,
          action: "verification.expired",
          targetKind: "linkage",
          targetId: linkage.id,
          ownerStates: [...new Set([linkage.stateA, linkage.stateB])],
          detail: { assignmentId: lapsed.id, part: lapsed.part, accountId: lapsed.accountId },
        });
      }
      const asked = { linkage, preferred, part: lapsed.part, cause: "expired", replaces: lapsed.id } as const;
      return (await assignExaminer(tx, CONTEXT, { ...asked, reason: null, now })).accountId !== null;
    })
    .catch((error: unknown) => {
      // Answered, or another process was first.
      if (error instanceof RibinError && error.code === "CONFLICT") return false;
      throw error;
    });
}
