/** What the comparison of a candidate stands on. */
import { z } from "zod";
import { type Region, regionSchema } from "../domain/vocabulary.ts";
import type { SqlExecutor } from "../ports/sql.ts";

/** A candidate with where its two prepared marks lie. */
export interface CandidateOrigin {
  readonly id: string;
  readonly acquisitionA: string;
  readonly acquisitionB: string;
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly linkageId: string | null;
  readonly region: Region;
  /** Keys of the blobs; null where the features of the candidate's model are no longer kept. */
  readonly preparedKeyA: string | null;
  readonly preparedKeyB: string | null;
}

const originSchema = z.object({
  id: z.string(),
  acquisition_a: z.string(),
  acquisition_b: z.string(),
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  linkage_id: z.string().nullable(),
  region: regionSchema,
  prepared_key_a: z.string().nullable(),
  prepared_key_b: z.string().nullable(),
});

export async function findCandidateOrigin(tx: SqlExecutor, id: string): Promise<CandidateOrigin | null> {
  const { rows } = await tx.query(
    `select c.id, c.acquisition_a, c.acquisition_b, a.exhibit_id as exhibit_a, b.exhibit_id as exhibit_b, c.linkage_id,
       a.region, fa.prepared_key as prepared_key_a, fb.prepared_key as prepared_key_b
     from candidates c join acquisitions a on a.id = c.acquisition_a join acquisitions b on b.id = c.acquisition_b
       left join features fa on fa.acquisition_id = a.id and fa.model_id = c.model_id and fa.model_version = c.model_version
       left join features fb on fb.acquisition_id = b.id and fb.model_id = c.model_id and fb.model_version = c.model_version
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
    preparedKeyA: r.prepared_key_a,
    preparedKeyB: r.prepared_key_b,
  };
}

/** What a comparison method found, whole, as it was stored. */
export interface ComparisonEvidence {
  readonly method: string;
  readonly methodVersion: string;
  readonly comparable: boolean;
  readonly outcome: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

const evidenceSchema = z.object({
  method: z.string(),
  method_version: z.string(),
  comparable: z.boolean(),
  outcome: z.record(z.string(), z.unknown()),
  created_at: z.date(),
});

/** Every method version's comparison of a candidate, newest first. */
export async function listComparisonEvidence(
  tx: SqlExecutor,
  candidateId: string,
): Promise<readonly ComparisonEvidence[]> {
  const { rows } = await tx.query("select * from comparisons where candidate_id = $1 order by created_at desc", [
    candidateId,
  ]);
  return rows.map((row) => {
    const r = evidenceSchema.parse(row);
    return {
      method: r.method,
      methodVersion: r.method_version,
      comparable: r.comparable,
      outcome: r.outcome,
      createdAt: r.created_at,
    };
  });
}
