/** Linkages as verification proposes them; `linkage-queue.ts` is how people read and move them. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../domain/vocabulary.ts";
import type { SqlExecutor } from "../ports/sql.ts";

export interface ProposedLinkage {
  /** Used where the two exhibits have no linkage yet. */
  readonly id: string;
  /** The smaller id. */
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly score: number;
  /** True for a score of the whole exhibits: it takes the place of the best of their parts, also where that is higher. */
  readonly whole: boolean;
}

export interface UpsertedLinkage {
  readonly id: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly inserted: boolean;
}

const upsertedSchema = z.object({
  id: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
});

/**
 * Makes the linkage of two exhibits, or raises the best score of the one there is; what examiners decided stays. A raised
 * score is a new version: a decision made on the old evidence is told to read again.
 */
export async function upsertLinkage(tx: SqlExecutor, linkage: ProposedLinkage, at: Date): Promise<UpsertedLinkage> {
  const made = await tx.query(
    `insert into linkages (id, exhibit_a, exhibit_b, case_a, case_b, state_a, state_b, best_score, created_at, updated_at)
     select $1, a.id, b.id, a.case_id, b.case_id, a.owner_state, b.owner_state, $4, $5, $5
     from exhibits a, exhibits b where a.id = $2 and b.id = $3
     on conflict (exhibit_a, exhibit_b) do nothing returning id, state_a, state_b`,
    [linkage.id, linkage.exhibitA, linkage.exhibitB, linkage.score, at],
  );
  if (made.rows[0] !== undefined) return { ...readUpserted(made.rows[0]), inserted: true };
  await tx.query(
    `update linkages set best_score = $3, updated_at = $4, version = version + 1
     where exhibit_a = $1 and exhibit_b = $2 and (best_score < $3::real or ($5::boolean and best_score <> $3::real))`,
    [linkage.exhibitA, linkage.exhibitB, linkage.score, at, linkage.whole],
  );
  const { rows } = await tx.query("select id, state_a, state_b from linkages where exhibit_a = $1 and exhibit_b = $2", [
    linkage.exhibitA,
    linkage.exhibitB,
  ]);
  return { ...readUpserted(rows[0]), inserted: false };
}

function readUpserted(row: unknown): Omit<UpsertedLinkage, "inserted"> {
  const r = upsertedSchema.parse(row);
  return { id: r.id, stateA: r.state_a, stateB: r.state_b };
}

export interface ScoredPair {
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly score: number;
}

const scoredSchema = z.object({ exhibit_a: z.string(), exhibit_b: z.string(), score: z.number() });

/** The best score of each pair of exhibits, of the comparisons by one method version in which the acquisition has a side. */
export async function listBestPairs(
  tx: SqlExecutor,
  acquisitionId: string,
  method: { method: string; methodVersion: string },
): Promise<readonly ScoredPair[]> {
  const { rows } = await tx.query(
    `select least(a.exhibit_id, b.exhibit_id) as exhibit_a, greatest(a.exhibit_id, b.exhibit_id) as exhibit_b,
       max(k.score) as score
     from candidates c
       join comparisons k on k.candidate_id = c.id and k.method = $2 and k.method_version = $3 and k.comparable
       join acquisitions a on a.id = c.acquisition_a
       join acquisitions b on b.id = c.acquisition_b
     where c.acquisition_a = $1 or c.acquisition_b = $1
     group by 1, 2`,
    [acquisitionId, method.method, method.methodVersion],
  );
  return rows.map((row) => {
    const r = scoredSchema.parse(row);
    return { exhibitA: r.exhibit_a, exhibitB: r.exhibit_b, score: r.score };
  });
}
