/** The whole database, for copies of it: asked as the owner of its tables, whom no policy holds back. */
import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Rows by table. */
export async function countAllRows(tx: SqlExecutor): Promise<Record<string, number>> {
  const { rows } = await tx.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of z.array(z.object({ name: z.string().regex(/^[a-z_][a-z0-9_]*$/) })).parse(rows)) {
    const { rows: counted } = await tx.query(`select count(*)::text as n from ${name}`);
    counts[name] = Number(z.string().parse(counted[0]?.n));
  }
  return counts;
}

export interface NamedFile {
  readonly key: string;
  /** Of the plain file; null where no row states it. */
  readonly sha256: string | null;
  /** Where it may lie instead while it is received. */
  readonly incomingKey: string | null;
}

/** Every stored file that a row names and without which something would be lost; not what a purge took. */
export async function listNamedFiles(tx: SqlExecutor): Promise<NamedFile[]> {
  const { rows } = await tx.query(
    `select key, max(sha256) as sha256, max(incoming) as incoming from (
       select blob_key as key, sha256, 'incoming/' || id as incoming from acquisitions
       union all select preview_key, null, null from acquisitions
       union all select prepared_key, prepared_sha256, null from features
       union all select prepared_key, prepared_sha256, null from feature_history
       union all select mark_key_a, mark_sha256_a, null from comparisons
       union all select mark_key_b, mark_sha256_b, null from comparisons
       union all select land ->> 'key', land ->> 'sha256', null from bullet_comparisons cross join jsonb_array_elements(lands) as land
       union all select pdf_key, pdf_sha256, null from reports
       union all select blob_key, sha256, null from comparison_pictures
       union all select blob_key, sha256, null from kept_trails
     ) f where key is not null and key not like 'purged/%' group by key order by key collate "C"`,
  );
  return z
    .array(z.object({ key: z.string(), sha256: z.string().nullable(), incoming: z.string().nullable() }))
    .parse(rows)
    .map(({ key, sha256, incoming }) => ({ key, sha256, incomingKey: incoming }));
}
