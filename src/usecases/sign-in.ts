import { v7 as uuidv7 } from "uuid";
import { type RequestContext, SYSTEM_ACTOR } from "../domain/context.ts";
import { RibinError } from "../domain/errors.ts";
import { type Account, findAccountForSignIn } from "../repositories/accounts.ts";
import { insertAuditEvent } from "../repositories/audit-events.ts";
import { insertSession } from "../repositories/sessions.ts";
import type { Deps } from "./deps.ts";
import { hashToken, makeToken } from "./tokens.ts";

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly requestId: string;
}

export interface SignedIn {
  /** Shown this once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly account: Account;
}

/**
 * Opens a session. Errors: SIGN_IN_FAILED, the same for an unknown address, a wrong password and a disabled account, after
 * the same work.
 */
export async function signIn(
  deps: Pick<Deps, "sql" | "clock" | "passwords" | "limits">,
  input: SignInInput,
): Promise<SignedIn> {
  const found = await findAccountForSignIn(deps.sql, input.email.trim());
  const matches = await deps.passwords.verifyPassword(input.password, found?.passwordHash ?? null);
  const now = deps.clock.now();
  if (found === null || !matches || found.account.disabledAt !== null) {
    await recordFailure(deps, input.requestId, found?.account ?? null, now);
    throw new RibinError("SIGN_IN_FAILED", "The e-mail address or the password is wrong, or the account is disabled.");
  }
  const { account } = found;
  const token = makeToken("rbs");
  const expiresAt = new Date(now.getTime() + deps.limits.sessionHours * 3_600_000);
  const context: RequestContext = {
    requestId: input.requestId,
    actor: { kind: "account", id: account.id, state: account.ownerState, labId: account.labId, roles: account.roles },
  };
  const sessionId = uuidv7();
  await deps.sql.transaction(async (tx) => {
    const session = { id: sessionId, accountId: account.id, tokenHash: hashToken(token), createdAt: now, expiresAt };
    await insertSession(tx, session);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "session.created",
      targetKind: "session",
      targetId: sessionId,
      ownerStates: [account.ownerState],
    });
  });
  return { token, expiresAt, account };
}

/** The address that was tried is a person's and is not written down; a known account is named by its id. */
async function recordFailure(
  deps: Pick<Deps, "sql">,
  requestId: string,
  account: Account | null,
  at: Date,
): Promise<void> {
  await insertAuditEvent(
    deps.sql,
    { actor: SYSTEM_ACTOR, requestId },
    {
      at,
      action: "session.failed",
      targetKind: "account",
      targetId: account?.id ?? "unknown",
      ownerStates: account === null ? [] : [account.ownerState],
    },
  );
}
