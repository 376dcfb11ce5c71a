import { z } from "zod";
import type { Region } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { ModelVersion } from "../search/search-spaces.ts";

const rowSchema = z.object({ name: z.string(), state: z.string(), count: z.coerce.number() });
export type JobCount = z.infer<typeof rowSchema>;

/** How many jobs of each name are in each state, except those that are done. */
export async function countOpenJobs(tx: SqlExecutor): Promise<readonly JobCount[]> {
  const { rows } = await tx.query(
    "select name, state, count(*) as count from jobs where state <> 'done' group by name, state order by name, state",
  );
  return rows.map((row) => rowSchema.parse(row));
}

/** Jobs of normal priority that no worker has begun; none above `most` is looked at. */
export async function countWaitingUpTo(tx: SqlExecutor, most: number): Promise<number> {
  const { rows } = await tx.query(
    `select count(*) as count from (
       select 1 from jobs where state in ('pending', 'queued') and priority = 'normal' limit $1) waiting`,
    [most],
  );
  return z.coerce.number().parse(rows[0]?.count);
}

const redoingSchema = z.object({ open: z.coerce.number(), others: z.coerce.number() });

/** Jobs not yet over that redo what an older version left, and all others. */
export async function countRedoing(tx: SqlExecutor): Promise<{ open: number; others: number }> {
  const { rows } = await tx.query(
    `select count(*) filter (where again) as open, count(*) filter (where not again) as others
     from (select coalesce(payload ->> 'cause', '') ~ '^(prepare|verify)/' as again
       from jobs where state in ('pending', 'queued', 'active')) jobs`,
  );
  return redoingSchema.parse(rows[0]);
}

/** Jobs not yet over in which a model describes marks of a region. */
export async function countOpenFilling(tx: SqlExecutor, region: Region, model: ModelVersion): Promise<number> {
  const { rows } = await tx.query(
    `select count(*) as count from jobs where state in ('pending', 'queued', 'active') and name = 'fill-vectors'
       and payload ->> 'region' = $1 and payload -> 'model' = jsonb_build_object('id', $2::text, 'version', $3::text)`,
    [region, model.id, model.version],
  );
  return z.coerce.number().parse(rows[0]?.count);
}
