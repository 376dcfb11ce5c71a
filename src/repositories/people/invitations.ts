import { z } from "zod";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { holdCredentials } from "./accounts.ts";

const invitationPurposeSchema = z.enum(["first", "reset", "link"]);
/** "first": the account has no credentials yet. "reset": they are replaced. "link": an identity at a provider is added to them. */
export type InvitationPurpose = z.infer<typeof invitationPurposeSchema>;

export interface Invitation {
  readonly id: string;
  readonly accountId: string;
  readonly purpose: InvitationPurpose;
  readonly removesSecondFactor: boolean;
  /** At which alone it is good, of the purpose "link". */
  readonly provider: string | null;
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
  provider: z.string().nullable(),
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
    provider: r.provider,
    issuedBy: r.issued_by,
    issuedByKind: r.issued_by_kind,
    createdAt: r.created_at,
    expiresAt: r.expires_at,
    acceptedAt: r.accepted_at,
    withdrawnAt: r.withdrawn_at,
  };
}

const COLUMNS = `id, account_id, purpose, removes_second_factor, provider, issued_by, issued_by_kind, created_at, expires_at,
  accepted_at, withdrawn_at`;

/** The account has one open invitation: an earlier one is withdrawn. */
export async function replaceInvitation(
  tx: SqlExecutor,
  invitation: Omit<Invitation, "acceptedAt" | "withdrawnAt"> & { ownerState: StateCode; tokenHash: string },
): Promise<void> {
  // Of two coordinators at once the second waits, and then withdraws what the first issued.
  await holdCredentials(tx, invitation.accountId);
  await withdrawInvitations(tx, invitation.accountId, invitation.createdAt);
  await tx.query(
    `insert into invitations (id, account_id, owner_state, purpose, removes_second_factor, token_hash, issued_by,
       issued_by_kind, created_at, expires_at, provider)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
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
      invitation.provider,
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

/**
 * Who could be behind each account's sign-in: who issued the invitation with which its credentials were replaced last, and those by
 * which identities were linked that stand, or that were linked since.
 */
export async function listCredentialIssuers(
  tx: SqlExecutor,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await tx.query("select account_id, issued_by from credential_issuers($1::uuid[])", [accountIds]);
  const issuers = new Map<string, Set<string>>();
  for (const row of rows) {
    const { account_id, issued_by } = issuerSchema.parse(row);
    issuers.set(account_id, (issuers.get(account_id) ?? new Set()).add(issued_by));
  }
  return issuers;
}
const issuerSchema = z.object({ account_id: z.string(), issued_by: z.string() });
