import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

/** How often an exhibit was removed or purged by now, as far as it was committed: it differs wherever anything went since. */
export async function countGone(tx: SqlExecutor): Promise<number> {
  const { rows } = await tx.query("select count(*)::integer as n from evidence_gone");
  return z.number().parse(rows[0]?.n);
}

/** Those of these acquisitions that were neither removed nor purged. */
export async function listImagesThere(tx: SqlExecutor, acquisitionIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await tx.query(
    `select q.id from acquisitions q join exhibits x on x.id = q.exhibit_id
     where q.id::text = any ($1::text[]) and q.purged_at is null and x.removed_at is null`,
    [acquisitionIds],
  );
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}
