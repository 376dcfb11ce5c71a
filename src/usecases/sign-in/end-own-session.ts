import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { revokeOwnSession } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { findOwnAccount } from "../people/find-own-account.ts";

/** Ends one of one's own sessions. Errors: FORBIDDEN (station), NOT_FOUND (another's, or ended already). */
export async function endOwnSession(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string },
): Promise<void> {
  const account = await findOwnAccount(deps, context);
  const at = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    if (!(await revokeOwnSession(tx, account.id, input.id, at))) throw new RibinError("NOT_FOUND");
    await insertAuditEvent(tx, context, {
      at,
      action: "session.revoked",
      targetKind: "session",
      targetId: input.id,
      ownerStates: [account.ownerState],
    });
  });
}
