/** Keys of the stored files, wrapped. The newest of an owner seals. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface WrappedKey {
  readonly id: string;
  /** Null: the region's own. */
  readonly ownerState: StateCode | null;
  /** Opened by the operator's key only. */
  readonly wrapped: string;
  /** The name of that key. */
  readonly wrappedBy: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema.nullable(),
  wrapped: z.string(),
  wrapped_by: z.string(),
  created_at: z.date(),
});

export async function insertStoreKey(tx: SqlExecutor, key: WrappedKey): Promise<void> {
  await tx.query(
    "insert into store_keys (id, owner_state, wrapped, wrapped_by, created_at) values ($1, $2, $3, $4, $5)",
    [key.id, key.ownerState, key.wrapped, key.wrappedBy, key.createdAt],
  );
}

/** Newest first. */
export async function listStoreKeys(tx: SqlExecutor): Promise<WrappedKey[]> {
  const { rows } = await tx.query("select * from store_keys order by created_at desc, id desc", []);
  return z
    .array(rowSchema)
    .parse(rows)
    .map((row) => ({
      id: row.id,
      ownerState: row.owner_state,
      wrapped: row.wrapped,
      wrappedBy: row.wrapped_by,
      createdAt: row.created_at,
    }));
}

/** The same key, wrapped by another of the operator's. */
export async function rewrapStoreKey(
  tx: SqlExecutor,
  { id, wrapped, wrappedBy }: Pick<WrappedKey, "id" | "wrapped" | "wrappedBy">,
): Promise<void> {
  await tx.query("update store_keys set wrapped = $2, wrapped_by = $3 where id = $1", [id, wrapped, wrappedBy]);
}

/** Since when every file of the store is sealed; null: some may not be. */
export async function findWholeSince(tx: SqlExecutor): Promise<Date | null> {
  const { rows } = await tx.query("select whole_since from store_sealing", []);
  return rows.length === 0 ? null : z.date().parse(rows[0]?.whole_since);
}

export async function recordWhole(tx: SqlExecutor, at: Date): Promise<void> {
  await tx.query("insert into store_sealing (whole_since) values ($1) on conflict do nothing", [at]);
}
