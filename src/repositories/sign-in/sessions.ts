import { z } from "zod";
import type { Actor } from "../../domain/permission.ts";
import { roleSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlStatedPurpose, statedPurposeSchema } from "../access/work-purposes.ts";

export const signInMethodSchema = z.enum(["password", "openid"]);
export type SignInMethod = z.infer<typeof signInMethodSchema>;
export const shownFactorSchema = z.enum(["code", "recovery_code", "provider"]);
/** How a second factor was shown; by the provider at which the person signed in. */
export type ShownFactor = z.infer<typeof shownFactorSchema>;

/** From where a session is opened, as far as the service saw it. */
export interface Origin {
  readonly address: string | null;
  readonly client: string | null;
}

/** The session at the provider that a session here hangs on. */
export interface ProviderSession {
  readonly issuer: string;
  /** What the provider calls it (`sid`); null: it gives it no name. */
  readonly sid: string | null;
}

export interface Session extends Origin {
  readonly id: string;
  readonly accountId: string;
  readonly method: SignInMethod;
  readonly secondFactor: ShownFactor | null;
  /** May do nothing but enrol a second factor. */
  readonly enrolling: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

export async function insertSession(
  tx: SqlExecutor,
  session: Omit<Session, "lastSeenAt"> & { tokenHash: string; provider: ProviderSession | null },
): Promise<void> {
  await tx.query(
    `insert into sessions (id, account_id, token_hash, method, second_factor, enrolling, address, client, created_at,
       last_seen_at, expires_at, openid_issuer, openid_sid)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12)`,
    [
      session.id,
      session.accountId,
      session.tokenHash,
      session.method,
      session.secondFactor,
      session.enrolling,
      session.address,
      session.client,
      session.createdAt,
      session.expiresAt,
      session.provider?.issuer ?? null,
      session.provider?.sid ?? null,
    ],
  );
}

const actorSchema = z.object({
  session_id: z.string(),
  enrolling: z.boolean(),
  last_seen_at: z.date(),
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string().nullable(),
  roles: z.array(roleSchema),
  work: statedPurposeSchema.nullable(),
});

/**
 * The account behind a session that is neither expired, idle since before `idleSince`, nor revoked; roles are those of this
 * moment. Null for a disabled account.
 */
export async function findSessionActor(
  tx: SqlExecutor,
  tokenHash: string,
  at: { now: Date; idleSince: Date },
): Promise<{ actor: Actor; sessionId: string; lastSeenAt: Date } | null> {
  const { rows } = await tx.query(
    `select s.id as session_id, s.enrolling, coalesce(s.last_seen_at, s.created_at) as last_seen_at,
       a.id, a.owner_state, a.lab_id, a.roles, ${sqlStatedPurpose("s.id")} as work
     from sessions s join accounts a on a.id = s.account_id
     where s.token_hash = $1 and s.revoked_at is null and s.expires_at > $2 and a.disabled_at is null
       and coalesce(s.last_seen_at, s.created_at) > $3`,
    [tokenHash, at.now, at.idleSince],
  );
  if (rows[0] === undefined) return null;
  const r = actorSchema.parse(rows[0]);
  const actor: Actor = {
    kind: "account",
    id: r.id,
    state: r.owner_state,
    labId: r.lab_id,
    roles: r.roles,
    ...(r.work === null ? {} : { work: r.work }),
  };
  return {
    actor: r.enrolling ? { ...actor, mustEnrol: true } : actor,
    sessionId: r.session_id,
    lastSeenAt: r.last_seen_at,
  };
}

export async function touchSession(tx: SqlExecutor, id: string, at: Date): Promise<void> {
  await tx.query("update sessions set last_seen_at = $2 where id = $1 and last_seen_at < $2", [id, at]);
}

const rowSchema = z.object({
  id: z.string(),
  account_id: z.string(),
  token_hash: z.string(),
  method: signInMethodSchema,
  second_factor: shownFactorSchema.nullable(),
  enrolling: z.boolean(),
  address: z.string().nullable(),
  client: z.string().nullable(),
  created_at: z.date(),
  last_seen_at: z.date(),
  expires_at: z.date(),
});

/** The open sessions of an account, newest first. */
export async function listOpenSessions(
  tx: SqlExecutor,
  accountId: string,
  at: { now: Date; idleSince: Date },
): Promise<(Session & { tokenHash: string })[]> {
  const { rows } = await tx.query(
    `select id, account_id, token_hash, method, second_factor, enrolling, address, client, created_at,
       coalesce(last_seen_at, created_at) as last_seen_at, expires_at
     from sessions
     where account_id = $1 and revoked_at is null and expires_at > $2 and coalesce(last_seen_at, created_at) > $3
     order by created_at desc, id desc limit 200`,
    [accountId, at.now, at.idleSince],
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return {
      id: r.id,
      accountId: r.account_id,
      tokenHash: r.token_hash,
      method: r.method,
      secondFactor: r.second_factor,
      enrolling: r.enrolling,
      address: r.address,
      client: r.client,
      createdAt: r.created_at,
      lastSeenAt: r.last_seen_at,
      expiresAt: r.expires_at,
    };
  });
}

/** Whether the account signed in from this address since then. */
export async function hasSignedInFrom(
  tx: SqlExecutor,
  accountId: string,
  address: string,
  since: Date,
): Promise<boolean> {
  const { rows } = await tx.query(
    "select 1 from sessions where account_id = $1 and address = $2 and created_at > $3 limit 1",
    [accountId, address, since],
  );
  return rows.length > 0;
}

/** What is known of a session's second factor after one was enrolled, or removed. */
export async function setSessionFactor(
  tx: SqlExecutor,
  tokenHash: string,
  values: { readonly secondFactor: ShownFactor | null; readonly enrolling: boolean },
): Promise<void> {
  await tx.query("update sessions set second_factor = $2, enrolling = $3 where token_hash = $1", [
    tokenHash,
    values.secondFactor,
    values.enrolling,
  ]);
}

/** The open session of this token; null where it has ended. */
export async function findOpenSessionId(tx: SqlExecutor, tokenHash: string, now: Date): Promise<string | null> {
  const { rows } = await tx.query(
    "select id from sessions where token_hash = $1 and revoked_at is null and expires_at > $2",
    [tokenHash, now],
  );
  return rows[0] === undefined ? null : z.string().parse(rows[0].id);
}

/** False where there is no open session of this token. */
export async function revokeSession(tx: SqlExecutor, tokenHash: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update sessions set revoked_at = $2 where token_hash = $1 and revoked_at is null",
    [tokenHash, at],
  );
  return rowCount > 0;
}

/** False where the account has no open session of this id. */
export async function revokeOwnSession(tx: SqlExecutor, accountId: string, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update sessions set revoked_at = $3 where account_id = $1 and id = $2 and revoked_at is null",
    [accountId, id, at],
  );
  return rowCount > 0;
}

/** Ends all open sessions of an account, but that of `exceptTokenHash`; how many there were. */
export async function revokeSessionsOf(
  tx: SqlExecutor,
  accountId: string,
  at: Date,
  exceptTokenHash: string | null = null,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update sessions set revoked_at = $2
     where account_id = $1 and revoked_at is null and ($3::text is null or token_hash <> $3)`,
    [accountId, at, exceptTokenHash],
  );
  return rowCount;
}
