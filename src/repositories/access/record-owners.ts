import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** The states that own a record which the asker may not see; none where there is no such record. For the trail, never for an answer. */
export async function findRecordOwners(
  tx: SqlExecutor,
  record: { readonly kind: string; readonly id: string },
): Promise<readonly StateCode[]> {
  const { rows } = await tx.query("select owners_of($1, $2) as owners", [record.kind, record.id]);
  return [...new Set(z.array(stateCodeSchema).parse(rows[0]?.owners))];
}
