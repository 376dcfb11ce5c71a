import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Origin, type ProviderSession, type SignInMethod, signInMethodSchema } from "./sessions.ts";

/** The first step of a sign-in was taken; the second factor is still to be shown. */
export interface SignInChallenge extends Origin {
  readonly id: string;
  readonly accountId: string;
  readonly method: SignInMethod;
  /** Where the first step was taken at a provider. */
  readonly provider: ProviderSession | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertChallenge(
  tx: SqlExecutor,
  challenge: SignInChallenge & { tokenHash: string },
): Promise<void> {
  await tx.query(
    `insert into sign_in_challenges (id, account_id, token_hash, method, address, client, created_at, expires_at, openid_issuer,
       openid_sid)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      challenge.id,
      challenge.accountId,
      challenge.tokenHash,
      challenge.method,
      challenge.address,
      challenge.client,
      challenge.createdAt,
      challenge.expiresAt,
      challenge.provider?.issuer ?? null,
      challenge.provider?.sid ?? null,
    ],
  );
}

const rowSchema = z.object({
  id: z.string(),
  account_id: z.string(),
  method: signInMethodSchema,
  address: z.string().nullable(),
  client: z.string().nullable(),
  openid_issuer: z.string().nullable(),
  openid_sid: z.string().nullable(),
  created_at: z.date(),
  expires_at: z.date(),
});

/** Null where it is unknown, expired or used. */
export async function findOpenChallenge(
  tx: SqlExecutor,
  tokenHash: string,
  now: Date,
): Promise<SignInChallenge | null> {
  const { rows } = await tx.query(
    `select id, account_id, method, address, client, created_at, expires_at, openid_issuer, openid_sid from sign_in_challenges
     where token_hash = $1 and used_at is null and expires_at > $2`,
    [tokenHash, now],
  );
  if (rows[0] === undefined) return null;
  const r = rowSchema.parse(rows[0]);
  return {
    id: r.id,
    accountId: r.account_id,
    method: r.method,
    provider: r.openid_issuer === null ? null : { issuer: r.openid_issuer, sid: r.openid_sid },
    address: r.address,
    client: r.client,
    createdAt: r.created_at,
    expiresAt: r.expires_at,
  };
}

/** False where somebody was faster. */
export async function useChallenge(tx: SqlExecutor, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query("update sign_in_challenges set used_at = $2 where id = $1 and used_at is null", [
    id,
    at,
  ]);
  return rowCount > 0;
}

/** A password that was changed opens nothing that was begun with the old one. */
export async function endChallengesOf(tx: SqlExecutor, accountId: string, at: Date): Promise<void> {
  await tx.query("update sign_in_challenges set used_at = $2 where account_id = $1 and used_at is null", [
    accountId,
    at,
  ]);
}

export async function deleteOldChallenges(tx: SqlExecutor, before: Date): Promise<void> {
  await tx.query("delete from sign_in_challenges where expires_at < $1", [before]);
}
