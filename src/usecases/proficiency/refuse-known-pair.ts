import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { discloseKnownPair } from "../../repositories/proficiency/known-pairs.ts";
import type { Deps } from "../deps.ts";

/**
 * A known pair makes no hit and no report: whoever asks for one is told what it is, which is kept, and nothing that is concluded afterwards
 * counts. Errors: KNOWN_PAIR.
 */
export async function refuseKnownPair(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  linkageId: string,
  askedFor: "hit" | "report",
): Promise<void> {
  const at = deps.clock.now();
  const known = await deps.sql.transaction(async (tx) => {
    if (!(await discloseKnownPair(tx, { linkageId, askedFor, to: context.actor.id, at }))) return false;
    const about = { targetKind: "linkage" as const, targetId: linkageId, ownerStates: [], detail: { askedFor } };
    await insertAuditEvent(tx, context, { at, action: "proficiency.disclosed", ...about });
    return true;
  });
  if (known) throw new RibinError("KNOWN_PAIR");
}
