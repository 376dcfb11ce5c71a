import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

/** How often an exhibit was removed or purged by now, as far as it was committed: it differs wherever anything went since. */
export async function countGone(tx: SqlExecutor): Promise<number> {
  const { rows } = await tx.query("select count(*)::integer as n from evidence_gone");
  return z.number().parse(rows[0]?.n);
}
