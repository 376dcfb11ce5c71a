import { refuseField } from "../../domain/errors.ts";
import { findPasswordFault } from "../../domain/password.ts";
import { STATES } from "../../domain/vocabulary.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import type { Deps } from "../deps.ts";

/** The hash of a password that its owner chose. `field` is where the request has it. Errors: VALIDATION_FAILED. */
export async function hashNewPassword(
  deps: Pick<Deps, "passwords" | "commonPasswords" | "limits">,
  account: Pick<Account, "email" | "name" | "ownerState">,
  given: { readonly password: string; readonly field: string },
): Promise<string> {
  const fault = findPasswordFault(given.password, {
    secondFactorRequired: deps.limits.secondFactorRequired,
    isCommon: (text) => deps.commonPasswords.has(text),
    about: [account.email, account.name, STATES[account.ownerState].name],
  });
  if (fault !== null) {
    throw refuseField(given.field, fault, `The password cannot be used: ${fault.message}.`);
  }
  return deps.passwords.hashPassword(given.password);
}
