import { v7 as uuidv7 } from "uuid";
import type { AuditAction } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import { type AssignmentCause, type AssignmentPart, endOfAssignment } from "../../domain/verification.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Assignment, chooseExaminer, insertAssignment } from "../../repositories/review/assignments.ts";
import type { Linkage } from "../../repositories/review/linkage-queue.ts";
import { describePairs } from "../access/describe-pair-access.ts";
import type { Deps } from "../deps.ts";

const ACTIONS: Readonly<Record<AssignmentPart, { assigned: AuditAction; unassigned: AuditAction }>> = {
  verification: { assigned: "verification.assigned", unassigned: "verification.unassigned" },
  third: { assigned: "consultation.third_assigned", unassigned: "consultation.third_unassigned" },
};

/** The states of the linkage whose examiners may see the images of both sides; those that are not `than` first. */
export async function listSeeingStates(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  linkage: Pick<Linkage, "exhibitA" | "exhibitB" | "stateA" | "stateB">,
  than: StateCode | null,
): Promise<readonly StateCode[]> {
  const states = [...new Set([linkage.stateA, linkage.stateB])].sort((a, b) => Number(a === than) - Number(b === than));
  const seeing: StateCode[] = [];
  for (const state of states) {
    const asked = { ...context, actor: { ...context.actor, state } };
    const [access] = await describePairs(deps, asked, [linkage]);
    if (access?.visible && access.images) seeing.push(state);
  }
  return seeing;
}

export interface AssignInput {
  readonly linkage: Pick<Linkage, "id" | "stateA" | "stateB">;
  /** From `listSeeingStates`. */
  readonly preferred: readonly StateCode[];
  readonly part: AssignmentPart;
  readonly cause: AssignmentCause;
  readonly replaces: string | null;
  readonly reason: string | null;
  /** Who declines, or from whom it is taken: not asked again. */
  readonly relieved?: string | null;
  readonly now: Date;
}

/**
 * Asks the examiner whom the rules choose, in the transaction that holds the linkage. Where nobody is eligible a record says so, and it
 * is tried again (`reassign-lapsed.ts`).
 */
export async function assignExaminer(
  tx: SqlExecutor,
  context: RequestContext,
  { linkage, preferred, part, cause, replaces, reason, relieved = null, now }: AssignInput,
): Promise<Assignment> {
  const chosen = await chooseExaminer(tx, linkage.id, preferred, relieved);
  const assignment: Assignment = {
    id: uuidv7(),
    linkageId: linkage.id,
    stateA: linkage.stateA,
    stateB: linkage.stateB,
    part,
    accountId: chosen?.accountId ?? null,
    accountState: chosen?.accountState ?? null,
    cause,
    replaces,
    reason,
    madeBy: context.actor.id,
    createdAt: now,
    expiresAt: chosen === null ? null : endOfAssignment(now),
  };
  await insertAssignment(tx, assignment);
  await insertAuditEvent(tx, context, {
    at: now,
    action: chosen === null ? ACTIONS[part].unassigned : ACTIONS[part].assigned,
    targetKind: "linkage",
    targetId: linkage.id,
    ownerStates: [...new Set([linkage.stateA, linkage.stateB])],
    detail: {
      assignmentId: assignment.id,
      cause,
      ...(chosen === null ? {} : { accountId: chosen.accountId, accountState: chosen.accountState }),
      ...(assignment.expiresAt === null ? {} : { expiresAt: assignment.expiresAt.toISOString() }),
    },
  });
  return assignment;
}
