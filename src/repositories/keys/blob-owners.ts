/** Whose a stored file is, by the record that its key names; for files that were written before each was sealed. */
import { validate as isUuid } from "uuid";
import { STATE_CODES, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** By the first segment of the key. What two states have together is sealed by the key of who made it. */
const RECORDS: Readonly<Record<string, { readonly table: string; readonly owner: string }>> = {
  acquisitions: { table: "acquisitions", owner: "owner_state" },
  prepared: { table: "acquisitions", owner: "owner_state" },
  previews: { table: "acquisitions", owner: "owner_state" },
  reports: { table: "reports", owner: "owner_state" },
  pictures: { table: "comparison_pictures", owner: "account_state" },
};

/** Null where no record says: the region's own. */
export async function findBlobOwner(tx: SqlExecutor, key: string): Promise<StateCode | null> {
  const [folder = "", ...rest] = key.split("/");
  if (folder === "archives") return STATE_CODES.find((code) => code === rest[0]) ?? null;
  const record = RECORDS[folder];
  const id = rest.map((part) => part.replace(/\.[a-z]+$/, "")).find((part) => isUuid(part));
  if (record === undefined || id === undefined) return null;
  const { rows } = await tx.query(`select ${record.owner} as owner from ${record.table} where id = $1`, [id]);
  return rows.length === 0 ? null : stateCodeSchema.parse(rows[0]?.owner);
}

/** Whether a purge took it: then it is not to be there, whatever put it there again. */
export async function isPurgedBlob(tx: SqlExecutor, key: string): Promise<boolean> {
  const { rows } = await tx.query("select exists (select from purge_blobs where blob_key = $1) as purged", [key]);
  return rows[0]?.purged === true;
}
