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
    `select c.id, c.acquisition_a, c.acquisition_b, c.linkage_id, o.exhibit_a, o.exhibit_b, o.region, o.scale_known
     from candidates c cross join lateral candidate_origin(c.id) o where c.id = $1`,
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
