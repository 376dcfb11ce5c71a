import type { RequestContext } from "../../domain/context.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { revokeSession } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { hashToken } from "./tokens.ts";

/** Ends the session of `token`. Ending it twice is no error. */
export async function signOut(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { token: string },
): Promise<void> {
  const now = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    if (!(await revokeSession(tx, hashToken(input.token), now))) return;
    await insertAuditEvent(tx, context, {
      at: now,
      action: "session.revoked",
      targetKind: "account",
      targetId: context.actor.id,
      ownerStates: context.actor.state === null ? [] : [context.actor.state],
    });
  });
}
