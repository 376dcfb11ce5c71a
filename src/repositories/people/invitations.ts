import { z } from "zod";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

const invitationPurposeSchema = z.enum(["first", "reset"]);
/** "first": the account has no credentials yet. "reset": they are replaced. */
export type InvitationPurpose = z.infer<typeof invitationPurposeSchema>;

export interface Invitation {
  readonly id: string;
  readonly accountId: string;
  readonly purpose: InvitationPurpose;
  readonly removesSecondFactor: boolean;
  readonly issuedBy: string;
  readonly issuedByKind: "account" | "system";
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  account_id: z.string(),
  purpose: invitationPurposeSchema,
  removes_second_factor: z.boolean(),
  issued_by: z.string(),
  issued_by_kind: z.enum(["account", "system"]),
  created_at: z.date(),
  expires_at: z.date(),
  accepted_at: z.date().nullable(),
  withdrawn_at: z.date().nullable(),
});

function parseInvitation(row: unknown): Invitation {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    accountId: r.account_id,
    purpose: r.purpose,
    removesSecondFactor: r.removes_second_factor,
    issuedBy: r.issued_by,
    issuedByKind: r.issued_by_kind,
    createdAt: r.created_at,
    expiresAt: r.expires_at,
    acceptedAt: r.accepted_at,
    withdrawnAt: r.withdrawn_at,
  };
}

const COLUMNS = `id, account_id, purpose, removes_second_factor, issued_by, issued_by_kind, created_at, expires_at,
  accepted_at, withdrawn_at`;

/** The account has one open invitation: an earlier one is withdrawn. */
export async function replaceInvitation(
  tx: SqlExecutor,
  invitation: Omit<Invitation, "acceptedAt" | "withdrawnAt"> & { ownerState: StateCode; tokenHash: string },
): Promise<void> {
  // Of two coordinators at once the second waits, and then withdraws what the first issued.
  await tx.query("select 1 from accounts where id = $1 for no key update", [invitation.accountId]);
  await withdrawInvitations(tx, invitation.accountId, invitation.createdAt);
  await tx.query(
    `insert into invitations (id, account_id, owner_state, purpose, removes_second_factor, token_hash, issued_by,
       issued_by_kind, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      invitation.id,
      invitation.accountId,
      invitation.ownerState,
      invitation.purpose,
      invitation.removesSecondFactor,
      invitation.tokenHash,
      invitation.issuedBy,
      invitation.issuedByKind,
      invitation.createdAt,
      invitation.expiresAt,
    ],
  );
}

export async function withdrawInvitations(tx: SqlExecutor, accountId: string, at: Date): Promise<void> {
  await tx.query(
    "update invitations set withdrawn_at = $2 where account_id = $1 and accepted_at is null and withdrawn_at is null",
    [accountId, at],
  );
}

/** All open ones that this account issued. */
export async function withdrawInvitationsBy(tx: SqlExecutor, issuedBy: string, at: Date): Promise<void> {
  await tx.query(
    "update invitations set withdrawn_at = $2 where issued_by = $1 and accepted_at is null and withdrawn_at is null",
    [issuedBy, at],
  );
}

/** Open or not. */
export async function findInvitation(tx: SqlExecutor, tokenHash: string): Promise<Invitation | null> {
  const { rows } = await tx.query(`select ${COLUMNS} from invitations where token_hash = $1`, [tokenHash]);
  return rows[0] === undefined ? null : parseInvitation(rows[0]);
}

/** Marks it accepted; false where it is not open any more: of two at once one is served. */
export async function acceptInvitation(tx: SqlExecutor, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update invitations set accepted_at = $2
     where id = $1 and accepted_at is null and withdrawn_at is null and expires_at > $2`,
    [id, at],
  );
  return rowCount > 0;
}

/** Which of `accountIds` had their credentials issued by which account: the invitation that they accepted last. */
export async function listCredentialIssuers(
  tx: SqlExecutor,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query("select account_id, issued_by from credential_issuers($1::uuid[])", [accountIds]);
  const schema = z.object({ account_id: z.string(), issued_by: z.string() });
  return new Map(rows.map((row) => schema.parse(row)).map((row) => [row.account_id, row.issued_by]));
}
