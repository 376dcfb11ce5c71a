import type { RequestContext } from "../../domain/context.ts";
import { deriveState } from "../../domain/linkage.ts";
import type { LinkageState } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listConclusions } from "../../repositories/review/conclusions.ts";
import { type Linkage, moveLinkage } from "../../repositories/review/linkage-queue.ts";

/** Moves a linkage that is held to the state that the conclusions in force make; that a consultation is to be held is an event. */
export async function settleLinkage(
  tx: SqlExecutor,
  context: RequestContext,
  linkage: Linkage,
  now: Date,
): Promise<Linkage> {
  const state = deriveState(await listConclusions(tx, linkage.id));
  const moved = await moveLinkage(tx, linkage, state, now);
  if (state === "consultation" && linkage.state !== "consultation") {
    await insertAuditEvent(tx, context, {
      at: now,
      action: "consultation.opened",
      targetKind: "linkage",
      targetId: linkage.id,
      ownerStates: [...new Set([linkage.stateA, linkage.stateB])],
      detail: { from: linkage.state, version: moved.version },
    });
  }
  return moved;
}

/** The same, but a hit that no correction reopened stays one. */
export async function keepOrSettle(
  tx: SqlExecutor,
  context: RequestContext,
  linkage: Linkage,
  reopened: boolean,
  now: Date,
): Promise<Linkage> {
  const kept: LinkageState | null = reopened || linkage.state !== "hit" ? null : "hit";
  return kept === null ? settleLinkage(tx, context, linkage, now) : moveLinkage(tx, linkage, kept, now);
}
