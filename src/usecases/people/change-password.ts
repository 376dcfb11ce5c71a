import type { RequestContext } from "../../domain/context.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { setPasswordHash } from "../../repositories/people/accounts.ts";
import { withdrawInvitations } from "../../repositories/people/invitations.ts";
import { revokeSessionsOf } from "../../repositories/sign-in/sessions.ts";
import { endChallengesOf } from "../../repositories/sign-in/sign-in-challenges.ts";
import type { Deps } from "../deps.ts";
import { hashToken } from "../sign-in/tokens.ts";
import { assertOwnPassword } from "./assert-own-password.ts";
import { findOwnAccount } from "./find-own-account.ts";
import { hashNewPassword } from "./hash-new-password.ts";

/**
 * Changes one's own password and ends all other sessions; `token` is that of the session that asks. Errors: FORBIDDEN (station),
 * SIGN_IN_FAILED (current password), SIGN_IN_HELD, VALIDATION_FAILED (new password).
 */
export async function changePassword(
  deps: Pick<Deps, "sql" | "clock" | "passwords" | "commonPasswords" | "limits">,
  context: RequestContext,
  input: { readonly currentPassword: string; readonly newPassword: string; readonly token: string },
): Promise<void> {
  const account = await findOwnAccount(deps, context);
  const { requestId } = context;
  await assertOwnPassword(deps, account, { password: input.currentPassword, requestId });
  const hash = await hashNewPassword(deps, account, { password: input.newPassword, field: "newPassword" });
  const at = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    await setPasswordHash(tx, account.id, hash);
    await withdrawInvitations(tx, account.id, at);
    await endChallengesOf(tx, account.id, at);
    const sessionsEnded = await revokeSessionsOf(tx, account.id, at, hashToken(input.token));
    await insertAuditEvent(tx, context, {
      at,
      action: "account.password_changed",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { sessionsEnded },
    });
  });
}
