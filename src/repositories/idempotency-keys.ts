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
}

const rowSchema = z.object({
  request_hash: z.string(),
  status: z.number().nullable(),
  headers: z.record(z.string(), z.string()).nullable(),
  body: z.string().nullable(),
  created_at: z.date(),
});

/** True when this call made the row; false when the actor has used the key before. */
export async function insertIdempotencyKey(
  tx: SqlExecutor,
  row: { actorId: string; key: string; requestHash: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into idempotency_keys (actor_id, key, request_hash, created_at) values ($1, $2, $3, $4)
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
    "select request_hash, status, headers, body, created_at from idempotency_keys where actor_id = $1 and key = $2",
    [actorId, key],
  );
  if (rows[0] === undefined) return null;
  const row = rowSchema.parse(rows[0]);
  const response =
    row.status === null ? null : { status: row.status, headers: row.headers ?? {}, body: row.body ?? "" };
  return { requestHash: row.request_hash, response, createdAt: row.created_at };
}

/** Takes over a key whose first request never ended; false when someone else did so first. */
export async function takeOverIdempotencyKey(
  tx: SqlExecutor,
  row: { actorId: string; key: string; requestHash: string; at: Date; claimedAt: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update idempotency_keys set request_hash = $3, created_at = $4
     where actor_id = $1 and key = $2 and status is null and created_at = $5`,
    [row.actorId, row.key, row.requestHash, row.at, row.claimedAt],
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
