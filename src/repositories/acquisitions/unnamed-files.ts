import type { SqlExecutor } from "../../ports/sql.ts";

/** The tables of the records that such files belong to. */
export type NamingTable = "comparison_pictures" | "reports";

/** Those of these ids that neither a record has, nor a line that an archive left here word for word. */
export async function listIdsOfNoRecord(
  tx: SqlExecutor,
  table: NamingTable,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await tx.query(
    `select u.id::text as id from unnest($1::uuid[]) as u (id) where not exists (select from ${table} t where t.id = u.id)
       and not exists (select from kept_records k where k.record ->> 'id' = u.id::text)`,
    [ids],
  );
  return rows.map((row) => String(row.id));
}
