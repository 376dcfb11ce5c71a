import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertEvidenceView } from "../../repositories/clocks/evidence-views.ts";
import type { Deps } from "../deps.ts";

/** An examiner opened what a candidate stands on: it is no longer unviewed. The first time of each person is kept and recorded. */
export async function noteView(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  candidate: { readonly id: string; readonly linkageId: string | null },
  ownerStates: readonly StateCode[],
): Promise<void> {
  const { actor } = context;
  const { linkageId } = candidate;
  if (linkageId === null || actor.kind !== "account" || actor.state === null) return;
  const viewedAt = deps.clock.now();
  const view = { linkageId, candidateId: candidate.id, accountId: actor.id, accountState: actor.state, viewedAt };
  await deps.sql.transaction(async (tx) => {
    if (!(await insertEvidenceView(tx, view))) return;
    await insertAuditEvent(tx, context, {
      at: viewedAt,
      action: "linkage.viewed",
      targetKind: "linkage",
      targetId: linkageId,
      ownerStates,
      detail: { candidateId: candidate.id },
    });
  });
}
