import { RibinError } from "../../domain/errors.ts";
import { type Account, findPasswordHash } from "../../repositories/people/accounts.ts";
import type { Deps } from "../deps.ts";
import { guardTries, subjectOfAccount } from "../sign-in/guard-tries.ts";

/**
 * A session that was left open is not enough to change a person's credentials: the password is asked for again. An account
 * without one (OpenID only) has none to ask for. Errors: SIGN_IN_FAILED, SIGN_IN_HELD.
 */
export async function assertOwnPassword(
  deps: Pick<Deps, "sql" | "clock" | "passwords">,
  account: Account,
  given: { readonly password: string | null; readonly requestId: string },
): Promise<void> {
  const hash = await findPasswordHash(deps.sql, account.id);
  if (hash === null) return;
  const key = { subject: subjectOfAccount("password", account.id), place: "" };
  const guarded = { key, account, requestId: given.requestId, what: "password" } as const;
  const matches = await guardTries(deps, guarded, () => deps.passwords.verifyPassword(given.password ?? "", hash));
  if (!matches) throw new RibinError("SIGN_IN_FAILED", "The current password is wrong.");
}
