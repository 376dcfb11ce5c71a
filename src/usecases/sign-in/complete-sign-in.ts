import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { findAccount } from "../../repositories/people/accounts.ts";
import { findOpenChallenge, useChallenge } from "../../repositories/sign-in/sign-in-challenges.ts";
import type { Deps } from "../deps.ts";
import { openSession, type SignedIn } from "./proceed-sign-in.ts";
import { hashToken } from "./tokens.ts";
import { verifySecondFactor } from "./verify-second-factor.ts";

/** The second step of a sign-in. Errors: SECOND_FACTOR_FAILED (wrong code, or the first step is too long ago), SIGN_IN_HELD. */
export async function completeSignIn(
  deps: Pick<Deps, "sql" | "clock" | "limits" | "secretBox" | "oneTimeCodes">,
  input: { readonly challenge: string; readonly code: string; readonly requestId: string },
): Promise<SignedIn> {
  const now = deps.clock.now();
  const challenge = await findOpenChallenge(deps.sql, hashToken(input.challenge), now);
  const account = challenge === null ? null : await findAccount(deps.sql, challenge.accountId);
  if (challenge === null || account === null || account.disabledAt !== null) {
    throw new RibinError("SECOND_FACTOR_FAILED", "The sign-in was begun too long ago, or is done; sign in again.");
  }
  const shown = await verifySecondFactor(deps, account, input);
  if (shown === null) throw refuseCode();
  const step = {
    account,
    method: challenge.method,
    provider: challenge.provider,
    shown,
    origin: { address: challenge.address, client: challenge.client },
    requestId: input.requestId,
    async assertStands(tx: SqlExecutor) {
      if (!(await useChallenge(tx, challenge.id, now))) throw refuseCode();
    },
  };
  return openSession(deps, step, false);
}

function refuseCode(): RibinError {
  return new RibinError("SECOND_FACTOR_FAILED", "The code is wrong, or was used already.");
}
