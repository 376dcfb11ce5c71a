import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Account, findAccount } from "../../repositories/people/accounts.ts";
import { findInvitation, type Invitation } from "../../repositories/people/invitations.ts";
import type { Deps } from "../deps.ts";

/** The invitation of a token and its account. A spent one is recorded. Errors: INVITATION_INVALID, the same for whatever reason. */
export async function findOpenInvitation(
  deps: Pick<Deps, "sql" | "clock">,
  input: { readonly tokenHash: string; readonly requestId: string },
): Promise<{ invitation: Invitation; account: Account }> {
  const now = deps.clock.now();
  const invitation = await findInvitation(deps.sql, input.tokenHash);
  const account = invitation === null ? null : await findAccount(deps.sql, invitation.accountId);
  if (invitation === null || account === null) throw refuseInvitation();
  const reason = findFault(invitation, account, now);
  if (reason === null) return { invitation, account };
  await insertAuditEvent(
    deps.sql,
    { actor: SYSTEM_ACTOR, requestId: input.requestId },
    {
      at: now,
      action: "invitation.refused",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { invitationId: invitation.id, reason },
    },
  );
  throw refuseInvitation();
}

export function refuseInvitation(): RibinError {
  return new RibinError(
    "INVITATION_INVALID",
    "The invitation is unknown, was used, was replaced by a newer one or expired.",
  );
}

function findFault(invitation: Invitation, account: Account, now: Date): string | null {
  if (invitation.acceptedAt !== null) return "used";
  if (invitation.withdrawnAt !== null) return "withdrawn";
  if (invitation.expiresAt <= now) return "expired";
  return account.disabledAt === null ? null : "disabled";
}
