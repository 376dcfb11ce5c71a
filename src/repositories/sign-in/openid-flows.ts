import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

/** A sign-in that is under way at a provider. */
export interface OpenIdFlow {
  readonly id: string;
  readonly provider: string;
  readonly stateHash: string;
  readonly nonce: string;
  readonly sealedVerifier: string;
  /** Of the invitation with which the identity is to be linked; null: it is linked already. */
  readonly invitationHash: string | null;
}

export async function insertOpenIdFlow(
  tx: SqlExecutor,
  flow: OpenIdFlow & { flowHash: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.query(
    `insert into openid_flows (id, provider, flow_hash, state_hash, nonce, sealed_verifier, invitation_hash, created_at,
       expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      flow.id,
      flow.provider,
      flow.flowHash,
      flow.stateHash,
      flow.nonce,
      flow.sealedVerifier,
      flow.invitationHash,
      flow.createdAt,
      flow.expiresAt,
    ],
  );
}

const rowSchema = z.object({
  id: z.string(),
  provider: z.string(),
  state_hash: z.string(),
  nonce: z.string(),
  sealed_verifier: z.string(),
  invitation_hash: z.string().nullable(),
});

/** Uses a flow up; null where it is unknown, expired or was used, by whichever process. */
export async function takeOpenIdFlow(tx: SqlExecutor, flowHash: string, at: Date): Promise<OpenIdFlow | null> {
  const { rows } = await tx.query(
    `update openid_flows set used_at = $2 where flow_hash = $1 and used_at is null and expires_at > $2
     returning id, provider, state_hash, nonce, sealed_verifier, invitation_hash`,
    [flowHash, at],
  );
  if (rows[0] === undefined) return null;
  const r = rowSchema.parse(rows[0]);
  return {
    id: r.id,
    provider: r.provider,
    stateHash: r.state_hash,
    nonce: r.nonce,
    sealedVerifier: r.sealed_verifier,
    invitationHash: r.invitation_hash,
  };
}

export async function deleteOldOpenIdFlows(tx: SqlExecutor, before: Date): Promise<void> {
  await tx.query("delete from openid_flows where expires_at < $1", [before]);
}
