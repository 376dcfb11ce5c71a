import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { removeSecondFactor as removeRows } from "../../repositories/sign-in/second-factors.ts";
import { revokeSessionsOf, setSessionFactor } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { assertOwnPassword } from "../people/assert-own-password.ts";
import { findOwnAccount } from "../people/find-own-account.ts";
import { hashToken } from "./tokens.ts";
import { verifySecondFactor } from "./verify-second-factor.ts";

/**
 * Removes one's own second factor, with the password and a code (a recovery code will do). Other sessions end; where the region
 * requires a factor, this one may then only enrol another. Errors: FORBIDDEN (station), SIGN_IN_FAILED, SECOND_FACTOR_FAILED,
 * SIGN_IN_HELD.
 */
export async function removeSecondFactor(
  deps: Pick<Deps, "sql" | "clock" | "passwords" | "limits" | "secretBox" | "oneTimeCodes">,
  context: RequestContext,
  input: { readonly password: string | null; readonly code: string; readonly token: string },
): Promise<void> {
  const { requestId } = context;
  const account = await findOwnAccount(deps, context);
  await assertOwnPassword(deps, account, { password: input.password, requestId });
  if ((await verifySecondFactor(deps, account, { code: input.code, requestId })) === null) {
    throw new RibinError("SECOND_FACTOR_FAILED", "The code is wrong, or was used already.");
  }
  const at = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    await removeRows(tx, account.id);
    const sessionsEnded = await revokeSessionsOf(tx, account.id, at, hashToken(input.token));
    const enrolling = deps.limits.secondFactorRequired;
    await setSessionFactor(tx, hashToken(input.token), { secondFactor: null, enrolling });
    await insertAuditEvent(tx, context, {
      at,
      action: "second_factor.removed",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { by: "owner", sessionsEnded },
    });
  });
}
