import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

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
  identity: { id: string; accountId: string; issuer: string; subject: string; createdAt: Date },
): Promise<boolean> {
  await tx.query("delete from identities where account_id = $1 and issuer = $2", [identity.accountId, identity.issuer]);
  const { rowCount } = await tx.query(
    `insert into identities (id, account_id, issuer, subject, created_at) values ($1, $2, $3, $4, $5)
     on conflict (issuer, subject) do nothing`,
    [identity.id, identity.accountId, identity.issuer, identity.subject, identity.createdAt],
  );
  return rowCount > 0;
}
