import { v7 as uuidv7 } from "uuid";
import { type RequestContext, SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { IdentityProvider, ProvenLogout } from "../../ports/identity-provider.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findAccountOfIdentity } from "../../repositories/people/identities.ts";
import {
  endProviderChallenges,
  holdProviderSessions,
  insertLogout,
  revokeProviderSessions,
} from "../../repositories/sign-in/provider-sessions.ts";
import type { Deps } from "../deps.ts";
import { hashToken } from "./tokens.ts";

type Needs = Pick<Deps, "sql" | "clock" | "identityProviders" | "log">;

/**
 * A provider says that a session there ended, or all of a person's: what was opened by them here ends too. Sessions that were opened
 * with a password are not the provider's to end. A token counts once. Errors: NOT_FOUND (no such provider), LOGOUT_TOKEN_REFUSED.
 */
export async function endProviderSessions(
  deps: Needs,
  input: { readonly provider: string; readonly logoutToken: string; readonly requestId: string },
): Promise<void> {
  const provider = deps.identityProviders.find((candidate) => candidate.id === input.provider);
  if (provider === undefined) throw new RibinError("NOT_FOUND", "There is no such provider.");
  const context: RequestContext = { actor: SYSTEM_ACTOR, requestId: input.requestId };
  const logout = await prove(deps, provider, input);
  if (await carryOut(deps, context, provider, logout)) return;
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "identity.logout_refused",
    targetKind: "account",
    targetId: "unknown",
    ownerStates: provider.states,
    detail: { provider: provider.id, reason: "replayed" },
  });
  throw new RibinError("LOGOUT_TOKEN_REFUSED", "The logout token was used before.");
}

async function prove(
  deps: Needs,
  provider: IdentityProvider,
  input: { readonly logoutToken: string; readonly requestId: string },
): Promise<ProvenLogout> {
  try {
    return await provider.proveLogout(input.logoutToken, deps.clock.now());
  } catch (error) {
    const cause = error instanceof Error ? error.cause : error;
    deps.log.warn({ requestId: input.requestId, provider: provider.id, err: cause }, "a logout token was refused");
    throw error;
  }
}

/** False where the token was accepted before. */
function carryOut(
  deps: Needs,
  context: RequestContext,
  provider: IdentityProvider,
  { issuer, subject, ...logout }: ProvenLogout,
): Promise<boolean> {
  return deps.sql.transaction(async (tx) => {
    const at = deps.clock.now();
    await holdProviderSessions(tx, issuer, "end");
    const subjectHash = subject === null ? null : hashToken(subject);
    if (!(await insertLogout(tx, { id: uuidv7(), issuer, subjectHash, ...logout, receivedAt: at }))) return false;
    const accountId = subject === null ? null : await findAccountOfIdentity(tx, issuer, subject);
    // Of somebody who has no account here.
    if (subject !== null && accountId === null) return true;
    const reach = { issuer, sid: logout.sid, accountId };
    await endProviderChallenges(tx, reach, at);
    for (const ended of await revokeProviderSessions(tx, reach, at)) {
      await insertAuditEvent(tx, context, {
        at,
        action: "session.revoked",
        targetKind: "account",
        targetId: ended.accountId,
        ownerStates: [ended.ownerState],
        detail: { by: "provider", provider: provider.id, sessionsEnded: ended.sessions },
      });
    }
    return true;
  });
}
