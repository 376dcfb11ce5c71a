/** Sessions that hang on one at a provider, and the logout tokens with which the provider ends them. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { ProviderSession } from "./sessions.ts";

/** What a logout token ended: a session of the provider, or all of who it calls by `subjectHash`. */
export interface LogoutRow {
  readonly id: string;
  readonly issuer: string;
  readonly tokenId: string;
  readonly subjectHash: string | null;
  readonly sid: string | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly receivedAt: Date;
}

const LOCK = "hashtextextended('openid sessions ' || $1, 0)";

/**
 * A session that is being opened and a logout at the same provider wait for each other: the later one sees what the earlier one wrote.
 * Sessions are opened beside each other.
 */
export async function holdProviderSessions(tx: SqlExecutor, issuer: string, to: "open" | "end"): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock${to === "open" ? "_shared" : ""}(${LOCK})`, [issuer]);
}

/** False where this token was accepted before. */
export async function insertLogout(tx: SqlExecutor, row: LogoutRow): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into openid_logouts (id, issuer, token_id, subject_hash, sid, issued_at, expires_at, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (issuer, token_id) do nothing`,
    [row.id, row.issuer, row.tokenId, row.subjectHash, row.sid, row.issuedAt, row.expiresAt, row.receivedAt],
  );
  return rowCount > 0;
}

/** Whether the provider ended this session after it said, at `issuedAt`, who signed in. Both moments are the provider's, in seconds. */
export async function isLoggedOut(
  tx: SqlExecutor,
  session: ProviderSession & { readonly subjectHash: string; readonly issuedAt: Date },
): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from openid_logouts where issuer = $1 and issued_at >= $4
       and (sid = $2 or (sid is null and subject_hash = $3)) limit 1`,
    [session.issuer, session.sid, session.subjectHash, session.issuedAt],
  );
  return rows.length > 0;
}

export async function deleteOldLogouts(tx: SqlExecutor, before: Date): Promise<void> {
  await tx.query("delete from openid_logouts where expires_at < $1", [before]);
}

/** Which sessions a provider's end reaches; null: whichever. One of the two is named. */
export interface ProviderReach {
  readonly issuer: string;
  readonly sid: string | null;
  readonly accountId: string | null;
}

export interface EndedSessions {
  readonly accountId: string;
  readonly ownerState: StateCode;
  readonly sessions: number;
}

const endedSchema = z.object({ account_id: z.string(), owner_state: stateCodeSchema, sessions: z.coerce.number() });

/** Sessions of before they bore their provider's name count as of each of their account's. */
const REACHED = `s.method = 'openid' and coalesce(s.openid_issuer, $1) = $1
  and ($2::text is null or s.openid_sid = $2) and ($3::uuid is null or s.account_id = $3) and ($2::text is not null or $3::uuid is not null)`;

/** Ends the open sessions that the provider's end reaches; how many of whom. */
export async function revokeProviderSessions(
  tx: SqlExecutor,
  reach: ProviderReach,
  at: Date,
): Promise<readonly EndedSessions[]> {
  const { rows } = await tx.query(
    `with ended as (update sessions s set revoked_at = $4 where s.revoked_at is null and ${REACHED} returning s.account_id)
     select e.account_id, a.owner_state, count(*) as sessions from ended e join accounts a on a.id = e.account_id
     group by e.account_id, a.owner_state order by e.account_id`,
    [reach.issuer, reach.sid, reach.accountId, at],
  );
  return rows.map((row) => {
    const r = endedSchema.parse(row);
    return { accountId: r.account_id, ownerState: r.owner_state, sessions: r.sessions };
  });
}

/** What was begun at the provider and waits for a second factor here opens nothing any more. Before the sessions: who is faster is seen by them. */
export async function endProviderChallenges(tx: SqlExecutor, reach: ProviderReach, at: Date): Promise<void> {
  await tx.query(`update sign_in_challenges s set used_at = $4 where s.used_at is null and ${REACHED}`, [
    reach.issuer,
    reach.sid,
    reach.accountId,
    at,
  ]);
}
