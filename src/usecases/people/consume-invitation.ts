import type { RequestContext } from "../../domain/context.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import { acceptInvitation as acceptRow, type Invitation } from "../../repositories/people/invitations.ts";
import { removeSecondFactor } from "../../repositories/sign-in/second-factors.ts";
import { revokeSessionsOf } from "../../repositories/sign-in/sessions.ts";
import { endChallengesOf } from "../../repositories/sign-in/sign-in-challenges.ts";
import { forgetAllTries } from "../../repositories/sign-in/sign-in-tries.ts";
import { trySubjectsOf } from "../sign-in/guard-tries.ts";
import { refuseInvitation } from "./find-open-invitation.ts";

/** Uses an invitation up, ends what was opened with the old credentials, and records who had issued it. Errors: INVITATION_INVALID. */
export async function consumeInvitation(
  tx: SqlExecutor,
  context: RequestContext,
  given: { invitation: Invitation; account: Account; by: "password" | "openid"; at: Date },
): Promise<void> {
  const { invitation, account, at } = given;
  if (!(await acceptRow(tx, invitation.id, at))) throw refuseInvitation();
  if (invitation.removesSecondFactor && (await removeSecondFactor(tx, account.id))) {
    await insertAuditEvent(tx, context, {
      at,
      action: "second_factor.removed",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { by: "invitation", invitationId: invitation.id, issuedBy: invitation.issuedBy },
    });
  }
  await endChallengesOf(tx, account.id, at);
  await forgetAllTries(tx, trySubjectsOf(account));
  const sessionsEnded = await revokeSessionsOf(tx, account.id, at);
  await insertAuditEvent(tx, context, {
    at,
    action: "invitation.accepted",
    targetKind: "account",
    targetId: account.id,
    ownerStates: [account.ownerState],
    detail: {
      invitationId: invitation.id,
      purpose: invitation.purpose,
      by: given.by,
      issuedBy: invitation.issuedBy,
      sessionsEnded,
    },
  });
}
