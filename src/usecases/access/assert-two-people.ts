import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listCredentialIssuers } from "../../repositories/people/invitations.ts";
import { listConclusions } from "../../repositories/review/conclusions.ts";
import type { Deps } from "../deps.ts";

/**
 * Four eyes: who issued another account's sign-in (its invitation or reset) could be behind it, so that the two are never the two
 * people of one decision. Another coordinator's new invitation ends this. A refusal is recorded. Errors: SAME_EXAMINER.
 */
export async function assertTwoPeople(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  linkage: { readonly id: string; readonly ownerStates: readonly StateCode[] },
): Promise<void> {
  const me = context.actor.id;
  const others = (await listConclusions(deps.sql, linkage.id)).map((row) => row.accountId).filter((id) => id !== me);
  if (others.length === 0) return;
  const issuers = await listCredentialIssuers(deps.sql, [me, ...others]);
  const other = others.find((id) => issuers.get(me)?.has(id) || issuers.get(id)?.has(me));
  if (other === undefined) return;
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "linkage.same_hand_refused",
    targetKind: "linkage",
    targetId: linkage.id,
    ownerStates: linkage.ownerStates,
    detail: { issuedBy: issuers.get(me)?.has(other) ? other : me },
  });
  throw new RibinError(
    "SAME_EXAMINER",
    "One of the two who conclude issued the other's sign-in; a third person verifies, or another coordinator invites anew.",
  );
}
