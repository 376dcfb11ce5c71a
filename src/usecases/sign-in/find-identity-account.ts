import { v7 as uuidv7 } from "uuid";
import { type RequestContext, SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { IdentityProvider, ProvenIdentity } from "../../ports/identity-provider.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Account, findAccount } from "../../repositories/people/accounts.ts";
import { findAccountOfIdentity, linkIdentity } from "../../repositories/people/identities.ts";
import type { Deps } from "../deps.ts";
import { consumeInvitation } from "../people/consume-invitation.ts";
import { findOpenInvitation } from "../people/find-open-invitation.ts";
import { actorOf } from "../reports/compose-report.ts";

type Needs = Pick<Deps, "sql" | "clock">;
interface Given {
  readonly provider: IdentityProvider;
  readonly identity: ProvenIdentity;
  readonly invitationHash: string | null;
  readonly requestId: string;
}

/**
 * The account of a proven identity, by issuer and subject alone; one that has none is linked with an invitation, else refused
 * in clear words. A provider speaks for its own states' accounts only, whatever was linked before.
 */
export async function findIdentityAccount(deps: Needs, given: Given): Promise<Account> {
  const { issuer, subject } = given.identity;
  const linked = await findAccountOfIdentity(deps.sql, issuer, subject);
  if (given.invitationHash !== null)
    return linkInvited(deps, { ...given, invitationHash: given.invitationHash }, linked);
  const account = linked === null ? null : await findAccount(deps.sql, linked);
  if (account === null) {
    await recordRefusal(deps, given, null, "unknown");
    throw new RibinError("IDENTITY_UNKNOWN", `No account belongs to this identity of ${given.provider.name}.`);
  }
  await assertMaySpeak(deps, given, account);
  if (account.disabledAt !== null) {
    await recordRefusal(deps, given, account, "disabled");
    throw new RibinError("SIGN_IN_FAILED", "The account is disabled.");
  }
  return account;
}

async function linkInvited(
  deps: Needs,
  given: Given & { readonly invitationHash: string },
  linked: string | null,
): Promise<Account> {
  const { requestId, provider, identity } = given;
  const { invitation, account } = await findOpenInvitation(deps, { tokenHash: given.invitationHash, requestId });
  if (invitation.provider !== null && invitation.provider !== provider.id) {
    throw new RibinError("INVITATION_INVALID", "The invitation is for a sign-in at another provider.");
  }
  await assertMaySpeak(deps, given, account);
  if (linked !== null && linked !== account.id) {
    await recordRefusal(deps, given, account, "linked_to_another");
    throw new RibinError("CONFLICT", "This identity belongs to another account.");
  }
  const at = deps.clock.now();
  const context: RequestContext = { actor: actorOf(account), requestId };
  const { issuer, subject } = identity;
  await deps.sql.transaction(async (tx) => {
    await consumeInvitation(tx, context, { invitation, account, by: "openid", at });
    const row = { id: uuidv7(), accountId: account.id, issuer, subject, invitationId: invitation.id, createdAt: at };
    if (!(await linkIdentity(tx, row))) throw new RibinError("CONFLICT", "This identity belongs to another account.");
    await insertAuditEvent(tx, context, {
      at,
      action: "identity.linked",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { provider: provider.id, invitationId: invitation.id, issuedBy: invitation.issuedBy },
    });
  });
  return account;
}

async function assertMaySpeak(deps: Needs, given: Given, account: Account): Promise<void> {
  if (given.provider.states.includes(account.ownerState)) return;
  await recordRefusal(deps, given, account, "foreign_state");
  throw new RibinError("FORBIDDEN", `${given.provider.name} does not speak for accounts of ${account.ownerState}.`);
}

/** The subject is a person's name for the provider and is not written down. */
async function recordRefusal(deps: Needs, given: Given, account: Account | null, reason: string): Promise<void> {
  await insertAuditEvent(
    deps.sql,
    { actor: SYSTEM_ACTOR, requestId: given.requestId },
    {
      at: deps.clock.now(),
      action: "identity.refused",
      targetKind: "account",
      targetId: account?.id ?? "unknown",
      ownerStates: account === null ? given.provider.states : [account.ownerState],
      detail: { provider: given.provider.id, reason },
    },
  );
}
