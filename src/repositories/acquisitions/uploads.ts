import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** A resumable upload: bytes on their way to become an acquisition. They lie in the upload store under the same id. */
export interface Upload {
  readonly id: string;
  readonly ownerState: StateCode;
  /** Only who created it may send to it, read it or use it. */
  readonly actorId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly completedAt: Date | null;
  /** What became of it; the bytes are gone from the upload store then. */
  readonly acquisitionId: string | null;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  actor_id: z.string(),
  file_name: z.string(),
  size_bytes: z.coerce.number(),
  completed_at: z.date().nullable(),
  acquisition_id: z.string().nullable(),
  created_at: z.date(),
});

function parseUpload(row: unknown): Upload {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    actorId: r.actor_id,
    fileName: r.file_name,
    sizeBytes: r.size_bytes,
    completedAt: r.completed_at,
    acquisitionId: r.acquisition_id,
    createdAt: r.created_at,
  };
}

export async function insertUpload(tx: SqlExecutor, row: Omit<Upload, "completedAt" | "acquisitionId">): Promise<void> {
  await tx.query(
    `insert into uploads (id, owner_state, actor_id, file_name, size_bytes, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.ownerState, row.actorId, row.fileName, row.sizeBytes, row.createdAt],
  );
}

export async function findUpload(tx: SqlExecutor, id: string): Promise<Upload | null> {
  const { rows } = await tx.query("select * from uploads where id = $1", [id]);
  return rows[0] === undefined ? null : parseUpload(rows[0]);
}

/** Of one person: how many uploads became nothing yet, and the bytes that these state. */
export async function sumOpenUploads(tx: SqlExecutor, actorId: string): Promise<{ count: number; bytes: number }> {
  const { rows } = await tx.query(
    "select count(*) as count, coalesce(sum(size_bytes), 0) as bytes from uploads where actor_id = $1 and acquisition_id is null",
    [actorId],
  );
  return z.object({ count: z.coerce.number(), bytes: z.coerce.number() }).parse(rows[0]);
}

export async function markUploadComplete(tx: SqlExecutor, id: string, at: Date): Promise<void> {
  await tx.query("update uploads set completed_at = coalesce(completed_at, $2) where id = $1", [id, at]);
}

export async function markUploadUsed(tx: SqlExecutor, id: string, acquisitionId: string): Promise<void> {
  await tx.query("update uploads set acquisition_id = $2 where id = $1", [id, acquisitionId]);
}

/** Uploads that became nothing, made before `before`; oldest first. */
export async function listStaleUploads(tx: SqlExecutor, before: Date, limit: number): Promise<readonly string[]> {
  const { rows } = await tx.query(
    "select id from uploads where acquisition_id is null and created_at < $1 order by created_at limit $2",
    [before, limit],
  );
  return rows.map((row) => z.string().parse(row.id));
}

export async function deleteUpload(tx: SqlExecutor, id: string): Promise<void> {
  await tx.query("delete from uploads where id = $1 and acquisition_id is null", [id]);
}
