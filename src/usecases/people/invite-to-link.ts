import type { RequestContext } from "../../domain/context.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import type { Deps } from "../deps.ts";
import { assertMayGrant } from "./assert-may-grant.ts";
import { findManagedAccount } from "./find-managed-account.ts";
import { type IssuedInvitation, issueInvitation } from "./issue-invitation.ts";

/**
 * Has an identity at a provider linked to an account: the person shows which one is theirs by signing in there with the invitation,
 * and keeps what they have beside it. Nobody types what a provider calls somebody. Errors: NOT_FOUND, FORBIDDEN, CONFLICT,
 * VALIDATION_FAILED (provider).
 */
export async function inviteToLink(
  deps: Pick<Deps, "sql" | "clock" | "limits" | "identityProviders">,
  context: RequestContext,
  input: { readonly accountId: string; readonly provider: string },
): Promise<IssuedInvitation> {
  const account = await findManagedAccount(deps, context, input.accountId, "account.invite");
  assertMayGrant(context.actor, account.roles);
  // A session that was left open must not become an identity.
  if (context.actor.id === account.id) throw new RibinError("FORBIDDEN", "Another coordinator links your identity.");
  if (account.disabledAt !== null) throw new RibinError("CONFLICT", "The account is disabled; enable it first.");
  const provider = deps.identityProviders.find((candidate) => candidate.id === input.provider);
  if (!provider?.states.includes(account.ownerState)) {
    const message = `No provider of this name speaks for accounts of ${account.ownerState}; GET /v1/sign-in-methods lists them`;
    throw refuseField("provider", { message, problem: "no_such_provider" }, `${message}.`);
  }
  const given = { purpose: "link", removesSecondFactor: false, provider: provider.id } as const;
  const { invitationHours: hours } = deps.limits;
  return deps.sql.transaction((tx) => issueInvitation(tx, context, account, { ...given, at: deps.clock.now(), hours }));
}
