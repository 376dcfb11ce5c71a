import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import { type InvitationPurpose, replaceInvitation } from "../../repositories/people/invitations.ts";
import { hashToken, makeToken } from "../sign-in/tokens.ts";

export interface IssuedInvitation {
  /** Shown this once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Writes an invitation and its audit event; an earlier one that was not accepted is withdrawn. */
export async function issueInvitation(
  tx: SqlExecutor,
  context: RequestContext,
  account: Account,
  given: { purpose: InvitationPurpose; removesSecondFactor: boolean; provider?: string; at: Date; hours: number },
): Promise<IssuedInvitation> {
  const { actor } = context;
  if (actor.kind === "station") throw new RibinError("FORBIDDEN", "A station invites nobody.");
  const token = makeToken("rbi");
  const id = uuidv7();
  const expiresAt = new Date(given.at.getTime() + given.hours * 3_600_000);
  await replaceInvitation(tx, {
    id,
    accountId: account.id,
    ownerState: account.ownerState,
    purpose: given.purpose,
    removesSecondFactor: given.removesSecondFactor,
    provider: given.provider ?? null,
    tokenHash: hashToken(token),
    issuedBy: actor.id,
    issuedByKind: actor.kind,
    createdAt: given.at,
    expiresAt,
  });
  await insertAuditEvent(tx, context, {
    at: given.at,
    action: "account.invited",
    targetKind: "account",
    targetId: account.id,
    ownerStates: [account.ownerState],
    detail: {
      invitationId: id,
      purpose: given.purpose,
      removesSecondFactor: given.removesSecondFactor,
      ...(given.provider === undefined ? {} : { provider: given.provider }),
    },
  });
  return { token, expiresAt };
}
