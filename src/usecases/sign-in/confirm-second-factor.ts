import { randomInt } from "node:crypto";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  confirmSecondFactor as confirmRow,
  findSecondFactor,
  replaceRecoveryCodes,
  useStep,
} from "../../repositories/sign-in/second-factors.ts";
import { revokeSessionsOf, setSessionFactor } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { findOwnAccount } from "../people/find-own-account.ts";
import { guardTries, subjectOfAccount } from "./guard-tries.ts";
import { hashToken } from "./tokens.ts";
import { hashRecoveryCode } from "./verify-second-factor.ts";

const RECOVERY_CODES = 10;
/** Crockford's base32: no letter that is read as another. 16 of them are 80 bits. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * Ends an enrolment by a code of the new authenticator, and gives the recovery codes, shown this once. Other sessions end: they
 * were opened without it. Errors: FORBIDDEN (station), CONFLICT (nothing begun, or confirmed already), SECOND_FACTOR_FAILED,
 * SIGN_IN_HELD.
 */
export async function confirmSecondFactor(
  deps: Pick<Deps, "sql" | "clock" | "secretBox" | "oneTimeCodes">,
  context: RequestContext,
  input: { readonly code: string; readonly token: string },
): Promise<readonly string[]> {
  const account = await findOwnAccount(deps, context);
  const factor = await findSecondFactor(deps.sql, account.id);
  if (factor === null || factor.confirmedAt !== null) {
    throw new RibinError("CONFLICT", "No second factor waits to be confirmed.");
  }
  const at = deps.clock.now();
  const secret = await deps.secretBox.open(factor.sealedSecret, account.id);
  const key = { subject: subjectOfAccount("code", account.id), place: "" };
  const accepted = await guardTries(deps, { key, account, requestId: context.requestId, what: "code" }, async () => {
    const step = deps.oneTimeCodes.findStep(secret, input.code.replace(/\s/g, ""), at);
    return step !== null && useStep(deps.sql, account.id, factor.sealedSecret, step);
  });
  if (!accepted) throw new RibinError("SECOND_FACTOR_FAILED", "The code is not one of the authenticator just set up.");
  const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode);
  const hashes = codes.map((code) => hashRecoveryCode(account.id, code));
  await deps.sql.transaction(async (tx) => {
    if (!(await confirmRow(tx, account.id, factor.sealedSecret, at))) {
      throw new RibinError("CONFLICT", "The second factor is confirmed already, or another one was begun meanwhile.");
    }
    await replaceRecoveryCodes(tx, account.id, hashes, at);
    const sessionsEnded = await revokeSessionsOf(tx, account.id, at, hashToken(input.token));
    await setSessionFactor(tx, hashToken(input.token), { secondFactor: "code", enrolling: false });
    await insertAuditEvent(tx, context, {
      at,
      action: "second_factor.enrolled",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { recoveryCodes: codes.length, sessionsEnded },
    });
  });
  return codes;
}

function makeRecoveryCode(): string {
  const letters = Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}
