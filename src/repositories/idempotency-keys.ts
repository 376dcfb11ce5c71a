import { z } from "zod";
import type { SqlExecutor } from "../ports/sql.ts";

export interface StoredResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface IdempotencyKey {
  readonly requestHash: string;
  /** Null while the first request is still running. */
  readonly response: StoredResponse | null;
  readonly createdAt: Date;
  /** When its process last said that it is at it; null: a program that does not say so. */
  readonly aliveAt: Date | null;
}

/** A key that a request of this process holds. */
export interface HeldKey {
  readonly actorId: string;
  readonly key: string;
  readonly claimedAt: Date;
}

const rowSchema = z.object({
  request_hash: z.string(),
  status: z.number().nullable(),
  headers: z.record(z.string(), z.string()).nullable(),
  body: z.string().nullable(),
  created_at: z.date(),
  alive_at: z.date().nullable(),
});

/** True when this call made the row; false when the actor has used the key before. */
export async function insertIdempotencyKey(
  tx: SqlExecutor,
  row: { actorId: string; key: string; requestHash: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into idempotency_keys (actor_id, key, request_hash, created_at, alive_at) values ($1, $2, $3, $4, $4)
     on conflict (actor_id, key) do nothing`,
    [row.actorId, row.key, row.requestHash, row.at],
  );
  return rowCount === 1;
}

export async function findIdempotencyKey(
  tx: SqlExecutor,
  actorId: string,
  key: string,
): Promise<IdempotencyKey | null> {
  const { rows } = await tx.query(
    "select request_hash, status, headers, body, created_at, alive_at from idempotency_keys where actor_id = $1 and key = $2",
    [actorId, key],
  );
  if (rows[0] === undefined) return null;
  const row = rowSchema.parse(rows[0]);
  const response =
    row.status === null ? null : { status: row.status, headers: row.headers ?? {}, body: row.body ?? "" };
  return { requestHash: row.request_hash, response, createdAt: row.created_at, aliveAt: row.alive_at };
}

/** Says that the requests which hold these keys are still being answered. */
export async function keepIdempotencyKeys(tx: SqlExecutor, held: readonly HeldKey[], at: Date): Promise<void> {
  await tx.query(
    `update idempotency_keys k set alive_at = $4
     from unnest($1::text[], $2::text[], $3::timestamptz[]) as held (actor_id, key, claimed_at)
     where k.actor_id = held.actor_id and k.key = held.key and k.created_at = held.claimed_at and k.status is null`,
    [
      held.map(({ actorId }) => actorId),
      held.map(({ key }) => key),
      held.map(({ claimedAt }) => claimedAt.toISOString()),
      at,
    ],
  );
}

/** Takes over a key whose first request never ended; false when someone else did so first. */
export async function takeOverIdempotencyKey(
  tx: SqlExecutor,
  row: { actorId: string; key: string; requestHash: string; at: Date; claimedAt: Date; aliveAt: Date | null },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update idempotency_keys set request_hash = $3, created_at = $4, alive_at = $4
     where actor_id = $1 and key = $2 and status is null and created_at = $5 and alive_at is not distinct from $6`,
    [row.actorId, row.key, row.requestHash, row.at, row.claimedAt, row.aliveAt],
  );
  return rowCount === 1;
}

/** Keeps the response under the key, for the claim made at `claimedAt` only. */
export async function updateIdempotencyResponse(
  tx: SqlExecutor,
  row: { actorId: string; key: string; requestHash: string; claimedAt: Date; response: StoredResponse },
): Promise<void> {
  await tx.query(
    `update idempotency_keys set request_hash = $3, status = $5, headers = $6, body = $7
     where actor_id = $1 and key = $2 and created_at = $4 and status is null`,
    [
      row.actorId,
      row.key,
      row.requestHash,
      row.claimedAt,
      row.response.status,
      JSON.stringify(row.response.headers),
      row.response.body,
    ],
  );
}

/** Frees a key whose request failed, for the claim made at `claimedAt` only. */
export async function deleteIdempotencyKey(
  tx: SqlExecutor,
  row: { actorId: string; key: string; claimedAt: Date },
): Promise<void> {
  await tx.query(
    "delete from idempotency_keys where actor_id = $1 and key = $2 and created_at = $3 and status is null",
    [row.actorId, row.key, row.claimedAt],
  );
}

/** Forgets keys made before `before`; returns how many. */
export async function deleteIdempotencyKeysBefore(tx: SqlExecutor, before: Date): Promise<number> {
  const { rowCount } = await tx.query("delete from idempotency_keys where created_at < $1", [before]);
  return rowCount;
}

/** Frees every key without an answer, for a process that is alone with its database: whoever claimed them is gone. */
export async function deleteOpenIdempotencyKeys(tx: SqlExecutor): Promise<void> {
  await tx.query("delete from idempotency_keys where status is null", []);
}
