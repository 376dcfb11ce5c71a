/** Carrying out a purge: the rows in one transaction, then the files one by one. */
import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Holds what is to go against all who write of it: decisions that are under way end first, and those that begin now wait. */
export async function holdEvidence(tx: SqlExecutor, purgeId: string): Promise<void> {
  await tx.query("select hold_evidence($1)", [purgeId]);
}

/** Empties the rows and notes the files; gives the exhibits that went, none where that was done before. */
export async function eraseRows(tx: SqlExecutor, purgeId: string, at: Date): Promise<readonly string[]> {
  const { rows } = await tx.query("select erase_evidence($1, $2) as gone", [purgeId, at]);
  return z.object({ gone: z.array(z.string()) }).parse(rows[0]).gone;
}

/** Files of the purge that may still be there. */
export async function listBlobsToDelete(tx: SqlExecutor, purgeId: string, limit: number): Promise<readonly string[]> {
  const { rows } = await tx.query(
    "select blob_key from purge_blobs where purge_id = $1 and deleted_at is null order by blob_key limit $2",
    [purgeId, limit],
  );
  return rows.map((row) => z.string().parse(row.blob_key));
}

export async function markBlobDeleted(tx: SqlExecutor, purgeId: string, key: string, at: Date): Promise<void> {
  await tx.query("update purge_blobs set deleted_at = $3 where purge_id = $1 and blob_key = $2", [purgeId, key, at]);
}

export async function countPurgedBlobs(tx: SqlExecutor, purgeId: string): Promise<number> {
  const { rows } = await tx.query("select count(*)::int as n from purge_blobs where purge_id = $1", [purgeId]);
  return z.number().parse(rows[0]?.n);
}
