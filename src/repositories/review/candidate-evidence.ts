/** Whose marks a candidate is of. */
import { z } from "zod";
import { type Region, regionSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface CandidateOrigin {
  readonly id: string;
  readonly acquisitionA: string;
  readonly acquisitionB: string;
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly linkageId: string | null;
  readonly region: Region;
  /** Of both sides. */
  readonly scaleKnown: boolean;
}

const originSchema = z.object({
  id: z.string(),
  acquisition_a: z.string(),
  acquisition_b: z.string(),
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  linkage_id: z.string().nullable(),
  region: regionSchema,
  scale_known: z.boolean(),
});

export async function findCandidateOrigin(tx: SqlExecutor, id: string): Promise<CandidateOrigin | null> {
  const { rows } = await tx.query(
    `select c.id, c.acquisition_a, c.acquisition_b, a.exhibit_id as exhibit_a, b.exhibit_id as exhibit_b, c.linkage_id,
       a.region, a.scale_known and b.scale_known as scale_known
     from candidates c join acquisitions a on a.id = c.acquisition_a join acquisitions b on b.id = c.acquisition_b
     where c.id = $1`,
    [id],
  );
  if (rows[0] === undefined) return null;
  const r = originSchema.parse(rows[0]);
  return {
    id: r.id,
    acquisitionA: r.acquisition_a,
    acquisitionB: r.acquisition_b,
    exhibitA: r.exhibit_a,
    exhibitB: r.exhibit_b,
    linkageId: r.linkage_id,
    region: r.region,
    scaleKnown: r.scale_known,
  };
}
