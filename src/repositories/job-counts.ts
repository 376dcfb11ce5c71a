import { z } from "zod";
import type { SqlExecutor } from "../ports/sql.ts";

const rowSchema = z.object({ name: z.string(), state: z.string(), count: z.coerce.number() });
export type JobCount = z.infer<typeof rowSchema>;

/** How many jobs of each name are in each state, except those that are done. */
export async function countOpenJobs(tx: SqlExecutor): Promise<readonly JobCount[]> {
  const { rows } = await tx.query(
    "select name, state, count(*) as count from jobs where state <> 'done' group by name, state order by name, state",
  );
  return rows.map((row) => rowSchema.parse(row));
}
