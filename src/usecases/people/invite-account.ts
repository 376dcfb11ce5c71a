import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { findAccount, findPasswordHash } from "../../repositories/people/accounts.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { assertMayGrant } from "./assert-may-grant.ts";
import { type IssuedInvitation, issueInvitation } from "./issue-invitation.ts";

/**
 * Invites the person of an account again: because the first invitation expired, or to reset a password or a second factor that
 * was lost. What the person has stays as it is until the invitation is accepted. Errors: NOT_FOUND, FORBIDDEN, CONFLICT.
 */
export async function inviteAccount(
  deps: Pick<Deps, "sql" | "clock" | "limits">,
  context: RequestContext,
  input: { readonly accountId: string; readonly removesSecondFactor: boolean },
): Promise<IssuedInvitation> {
  const account = await findAccount(deps.sql, input.accountId);
  if (account === null) {
    throw await refuseUnseen(deps, context, "account.read", { kind: "account", id: input.accountId });
  }
  const target = { ownerStates: [account.ownerState] };
  const subject = { kind: "account" as const, id: account.id };
  await authorise(deps, context, "account.read", target, subject);
  await authorise(deps, context, "account.invite", target, subject);
  assertMayGrant(context.actor, account.roles);
  // A session that was left open must not become a password.
  if (context.actor.id === account.id) throw new RibinError("FORBIDDEN", "Another coordinator resets your sign-in.");
  if (account.disabledAt !== null) throw new RibinError("CONFLICT", "The account is disabled; enable it first.");
  const purpose = (await findPasswordHash(deps.sql, account.id)) === null ? "first" : "reset";
  const given = { purpose, at: deps.clock.now(), hours: deps.limits.invitationHours } as const;
  return deps.sql.transaction((tx) =>
    issueInvitation(tx, context, account, { ...given, removesSecondFactor: input.removesSecondFactor }),
  );
}
