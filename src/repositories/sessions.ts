import { z } from "zod";
import type { Actor } from "../domain/permission.ts";
import { roleSchema, stateCodeSchema } from "../domain/vocabulary.ts";
import type { SqlExecutor } from "../ports/sql.ts";

export async function insertSession(
  tx: SqlExecutor,
  session: { id: string; accountId: string; tokenHash: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.query(
    "insert into sessions (id, account_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)",
    [session.id, session.accountId, session.tokenHash, session.createdAt, session.expiresAt],
  );
}

const actorSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string().nullable(),
  roles: z.array(roleSchema),
});

/** The account behind a session that is neither expired nor revoked; roles are those of this moment. Null for a disabled account. */
export async function findSessionActor(tx: SqlExecutor, tokenHash: string, now: Date): Promise<Actor | null> {
  const { rows } = await tx.query(
    `select a.id, a.owner_state, a.lab_id, a.roles from sessions s join accounts a on a.id = s.account_id
     where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and a.disabled_at is null`,
    [tokenHash, now],
  );
  if (rows[0] === undefined) return null;
  const r = actorSchema.parse(rows[0]);
  return { kind: "account", id: r.id, state: r.owner_state, labId: r.lab_id, roles: r.roles };
}

/** False where there is no open session of this token. */
export async function revokeSession(tx: SqlExecutor, tokenHash: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update sessions set revoked_at = $2 where token_hash = $1 and revoked_at is null",
    [tokenHash, at],
  );
  return rowCount > 0;
}

export async function revokeSessionsOf(tx: SqlExecutor, accountId: string, at: Date): Promise<void> {
  await tx.query("update sessions set revoked_at = $2 where account_id = $1 and revoked_at is null", [accountId, at]);
}
