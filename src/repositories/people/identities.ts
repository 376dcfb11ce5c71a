import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Who a provider says that somebody is, as far as others than the provider need to know. */
export interface Identity {
  readonly id: string;
  readonly issuer: string;
  readonly createdAt: Date;
}

/** The account of who `issuer` calls `subject`; never found by an e-mail address. */
export async function findAccountOfIdentity(tx: SqlExecutor, issuer: string, subject: string): Promise<string | null> {
  const { rows } = await tx.query("select account_id from identities where issuer = $1 and subject = $2", [
    issuer,
    subject,
  ]);
  return rows[0] === undefined ? null : z.string().parse(rows[0].account_id);
}

/** An account has one identity at an issuer: a new one takes the old one's place. False where it belongs to another account. */
export async function linkIdentity(
  tx: SqlExecutor,
  identity: Identity & { accountId: string; subject: string; invitationId: string },
): Promise<boolean> {
  await tx.query("delete from identities where account_id = $1 and issuer = $2", [identity.accountId, identity.issuer]);
  const { rowCount } = await tx.query(
    `insert into identities (id, account_id, issuer, subject, invitation_id, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (issuer, subject) do nothing`,
    [identity.id, identity.accountId, identity.issuer, identity.subject, identity.invitationId, identity.createdAt],
  );
  return rowCount > 0;
}

const rowSchema = z.object({ id: z.string(), issuer: z.string(), created_at: z.date() });

/** Of an account, the oldest first. */
export async function listIdentities(tx: SqlExecutor, accountId: string): Promise<readonly Identity[]> {
  const { rows } = await tx.query(
    "select id, issuer, created_at from identities where account_id = $1 order by created_at, id",
    [accountId],
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return { id: r.id, issuer: r.issuer, createdAt: r.created_at };
  });
}

/** False where the account has no such identity. */
export async function unlinkIdentity(tx: SqlExecutor, accountId: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query("delete from identities where account_id = $1 and id = $2", [accountId, id]);
  return rowCount > 0;
}
