import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Account, findPasswordHash, holdCredentials } from "../../repositories/people/accounts.ts";
import { listIdentities, unlinkIdentity as unlinkRow } from "../../repositories/people/identities.ts";
import { endProviderChallenges, revokeProviderSessions } from "../../repositories/sign-in/provider-sessions.ts";
import type { Deps } from "../deps.ts";
import { assertMayGrant } from "./assert-may-grant.ts";
import { findManagedAccount } from "./find-managed-account.ts";
import { findSpeaker } from "./find-speaker.ts";

/** Codes, since they stand in the audit trail. */
export const UNLINK_REASONS = ["left_service", "linked_wrongly", "at_risk", "provider_ends"] as const;

export interface Unlinked {
  readonly sessionsEnded: number;
  /** How many ways to sign in the person has left. */
  readonly waysLeft: number;
}

/**
 * Takes an identity from an account, and ends what was opened by it. Where it is the last way to sign in this must be said
 * (`leavesNoSignIn`). Errors: NOT_FOUND, FORBIDDEN, LAST_SIGN_IN.
 */
export async function unlinkIdentity(
  deps: Pick<Deps, "sql" | "clock" | "identityProviders">,
  context: RequestContext,
  input: {
    readonly accountId: string;
    readonly identityId: string;
    readonly leavesNoSignIn: boolean;
    readonly reason: (typeof UNLINK_REASONS)[number] | null;
  },
): Promise<Unlinked> {
  const account = await findManagedAccount(deps, context, input.accountId, "account.update");
  assertMayGrant(context.actor, account.roles);
  if (context.actor.id === account.id) throw new RibinError("FORBIDDEN", "Another coordinator unlinks your identity.");
  const at = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    // Of two identities that are unlinked at once the second sees that the first is gone; a sign-in that is under way waits, and is refused.
    await holdCredentials(tx, account.id);
    const identity = (await listIdentities(tx, account.id)).find((row) => row.id === input.identityId);
    if (identity === undefined || !(await unlinkRow(tx, account.id, identity.id))) {
      throw new RibinError("NOT_FOUND", "The account has no such identity.");
    }
    const waysLeft = await countWays(tx, deps, account);
    if (waysLeft === 0 && !input.leavesNoSignIn) {
      throw new RibinError("LAST_SIGN_IN", "The identity is the only way by which the person can sign in.");
    }
    const reach = { issuer: identity.issuer, sid: null, accountId: account.id };
    await endProviderChallenges(tx, reach, at);
    const ended = await revokeProviderSessions(tx, reach, at);
    const sessionsEnded = ended.reduce((sum, { sessions }) => sum + sessions, 0);
    await insertAuditEvent(tx, context, {
      at,
      action: "identity.unlinked",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { issuer: identity.issuer, sessionsEnded, waysLeft, reason: input.reason },
    });
    return { sessionsEnded, waysLeft };
  });
}

async function countWays(tx: SqlExecutor, deps: Pick<Deps, "identityProviders">, account: Account): Promise<number> {
  const identities = await listIdentities(tx, account.id);
  const usable = identities.filter(({ issuer }) => findSpeaker(deps, issuer, account.ownerState) !== undefined);
  return usable.length + ((await findPasswordHash(tx, account.id)) === null ? 0 : 1);
}
