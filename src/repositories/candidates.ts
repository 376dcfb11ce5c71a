/** Pairs of acquisitions that the search proposed; `a` is always the smaller id, so that a pair is one row. */
import { z } from "zod";
import type { StateCode } from "../domain/vocabulary.ts";
import type { SqlExecutor } from "../ports/sql.ts";

export interface Candidate {
  readonly id: string;
  readonly acquisitionA: string;
  readonly acquisitionB: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly modelId: string;
  readonly modelVersion: string;
  /** Cosine of the two vectors, -1..1. */
  readonly similarity: number;
  readonly createdAt: Date;
}

/** Adds what is not there yet and returns how many that was. Sorted, so that two searches at once never wait in a circle. */
export async function insertCandidates(tx: SqlExecutor, candidates: readonly Candidate[]): Promise<number> {
  const sorted = [...candidates].sort((left, right) => compareKeys(left, right));
  let added = 0;
  for (const candidate of sorted) {
    const { rowCount } = await tx.query(
      `insert into candidates (id, acquisition_a, acquisition_b, state_a, state_b, model_id, model_version, similarity, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (acquisition_a, acquisition_b, model_id, model_version) do nothing`,
      [
        candidate.id,
        candidate.acquisitionA,
        candidate.acquisitionB,
        candidate.stateA,
        candidate.stateB,
        candidate.modelId,
        candidate.modelVersion,
        candidate.similarity,
        candidate.createdAt,
      ],
    );
    added += rowCount;
  }
  return added;
}

function compareKeys(
  left: Pick<Candidate, "acquisitionA" | "acquisitionB">,
  right: Pick<Candidate, "acquisitionA" | "acquisitionB">,
): number {
  const [l, r] = [left.acquisitionA + left.acquisitionB, right.acquisitionA + right.acquisitionB];
  return l < r ? -1 : Number(l > r);
}

/** A candidate that waits for its geometric comparison, with the blobs of both prepared marks. */
export interface UncomparedCandidate {
  readonly id: string;
  readonly acquisitionA: string;
  readonly acquisitionB: string;
  readonly exhibitOfA: string;
  readonly exhibitOfB: string;
  readonly preparedKeyA: string;
  readonly preparedKeyB: string;
}

const uncomparedSchema = z.object({
  id: z.string(),
  acquisition_a: z.string(),
  acquisition_b: z.string(),
  exhibit_of_a: z.string(),
  exhibit_of_b: z.string(),
  key_a: z.string(),
  key_b: z.string(),
});

/** Those of the acquisition, in either direction, that no comparison of this method version has been made of; most similar first. */
export async function listUncompared(
  tx: SqlExecutor,
  acquisitionId: string,
  method: { method: string; methodVersion: string },
): Promise<readonly UncomparedCandidate[]> {
  const { rows } = await tx.query(
    `select c.id, c.acquisition_a, c.acquisition_b, qa.exhibit_id as exhibit_of_a, qb.exhibit_id as exhibit_of_b,
       a.prepared_key as key_a, b.prepared_key as key_b
     from candidates c
       join acquisitions qa on qa.id = c.acquisition_a
       join acquisitions qb on qb.id = c.acquisition_b
       join features a on a.acquisition_id = c.acquisition_a and a.model_id = c.model_id and a.model_version = c.model_version
       join features b on b.acquisition_id = c.acquisition_b and b.model_id = c.model_id and b.model_version = c.model_version
     where (c.acquisition_a = $1 or c.acquisition_b = $1) and not exists (
       select 1 from comparisons k where k.candidate_id = c.id and k.method = $2 and k.method_version = $3)
     order by c.similarity desc, c.id`,
    [acquisitionId, method.method, method.methodVersion],
  );
  return rows.map((row) => {
    const r = uncomparedSchema.parse(row);
    return {
      id: r.id,
      acquisitionA: r.acquisition_a,
      acquisitionB: r.acquisition_b,
      exhibitOfA: r.exhibit_of_a,
      exhibitOfB: r.exhibit_of_b,
      preparedKeyA: r.key_a,
      preparedKeyB: r.key_b,
    };
  });
}

/** Hangs every candidate between the two exhibits on their linkage. */
export async function linkCandidates(
  tx: SqlExecutor,
  pair: { exhibitA: string; exhibitB: string },
  linkageId: string,
): Promise<void> {
  await tx.query(
    `update candidates c set linkage_id = $3 from acquisitions a, acquisitions b
     where a.id = c.acquisition_a and b.id = c.acquisition_b and c.linkage_id is null
       and ((a.exhibit_id = $1 and b.exhibit_id = $2) or (a.exhibit_id = $2 and b.exhibit_id = $1))`,
    [pair.exhibitA, pair.exhibitB, linkageId],
  );
}
