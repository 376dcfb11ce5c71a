import { RibinError } from "../../domain/errors.ts";
import { SIGN_IN_HOLD } from "../../domain/sign-in-hold.ts";
import { findAccountForSignIn, holdSignIn } from "../../repositories/people/accounts.ts";
import { hasSignedInFrom, type Origin } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { guardTries, isSameAddress, subjectOfAddress } from "./guard-tries.ts";
import { proceedSignIn, type SecondFactorAsked, type SignedIn } from "./proceed-sign-in.ts";
import { hashToken } from "./tokens.ts";

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly requestId: string;
  readonly origin?: Origin;
}

const NOWHERE: Origin = { address: null, client: null };
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * The first step of a sign-in with a password: a session, or the question for the second factor. Errors: SIGN_IN_FAILED, the
 * same for an unknown address, a wrong password and a disabled account, after the same work; SIGN_IN_HELD.
 */
export async function signIn(
  deps: Pick<Deps, "sql" | "clock" | "passwords" | "limits">,
  input: SignInInput,
): Promise<SignedIn | SecondFactorAsked> {
  const origin = input.origin ?? NOWHERE;
  const alike = await findAccountForSignIn(deps.sql, input.email.trim());
  const found = alike !== null && isSameAddress(input.email, alike.account.email) ? alike : null;
  const account = found?.account ?? null;
  const key = { subject: subjectOfAddress(input.email), place: await findPlace(deps, account?.id ?? NOBODY, origin) };
  const succeeded = await guardTries(deps, { key, account, requestId: input.requestId, what: "password" }, async () => {
    const matches = await deps.passwords.verifyPassword(input.password, found?.passwordHash ?? null);
    return matches && account?.disabledAt === null;
  });
  if (!succeeded || account === null) throw refuseSignIn();
  return proceedSignIn(deps, {
    account,
    method: "password",
    provider: null,
    shown: null,
    origin,
    requestId: input.requestId,
    async assertStands(tx) {
      if (!(await holdSignIn(tx, account.id, found?.passwordHash ?? null))) throw refuseSignIn();
    },
  });
}

function refuseSignIn(): RibinError {
  return new RibinError("SIGN_IN_FAILED", "The e-mail address or the password is wrong, or the account is disabled.");
}

/**
 * Guesses from elsewhere do not hold a person who signs in from where they worked before. Only who is at that very place and
 * at another one could tell by this that the account exists.
 */
async function findPlace(deps: Pick<Deps, "sql" | "clock">, accountId: string, { address }: Origin): Promise<string> {
  const since = new Date(deps.clock.now().getTime() - SIGN_IN_HOLD.knownPlaceDays * 86_400_000);
  const known = await hasSignedInFrom(deps.sql, accountId, address ?? "", since);
  return known ? hashToken(`place ${address}`) : "";
}
