import { RibinError } from "../../domain/errors.ts";
import { type Account, setPasswordHash } from "../../repositories/people/accounts.ts";
import type { Deps } from "../deps.ts";
import { actorOf } from "../reports/compose-report.ts";
import { hashToken } from "../sign-in/tokens.ts";
import { consumeInvitation } from "./consume-invitation.ts";
import { findOpenInvitation } from "./find-open-invitation.ts";
import { hashNewPassword } from "./hash-new-password.ts";

/**
 * The person sets their own password with the token that they were given, once. A password that cannot be used leaves the
 * invitation open. Errors: INVITATION_INVALID, VALIDATION_FAILED (password).
 */
export async function acceptInvitation(
  deps: Pick<Deps, "sql" | "clock" | "passwords" | "commonPasswords" | "limits">,
  input: { readonly token: string; readonly password: string; readonly requestId: string },
): Promise<Account> {
  const { invitation, account } = await findOpenInvitation(deps, {
    tokenHash: hashToken(input.token),
    requestId: input.requestId,
  });
  if (invitation.provider !== null) {
    throw new RibinError("INVITATION_INVALID", "The invitation is for a sign-in at a provider; it sets no password.");
  }
  const hash = await hashNewPassword(deps, account, { password: input.password, field: "password" });
  const context = { actor: actorOf(account), requestId: input.requestId };
  await deps.sql.transaction(async (tx) => {
    // Before the sessions end: a sign-in by the old password that is under way waits for this, and is then refused.
    await setPasswordHash(tx, account.id, hash);
    await consumeInvitation(tx, context, { invitation, account, by: "password", at: deps.clock.now() });
  });
  return account;
}
