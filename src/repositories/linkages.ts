/** Linkages as verification proposes them; `linkage-queue.ts` is how people read and move them. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../domain/vocabulary.ts";
import type { SqlExecutor } from "../ports/sql.ts";
import { sqlStanding } from "./comparisons.ts";
import { sqlIsReplica } from "./exhibit-sides.ts";

/** Two exhibits; `exhibitA` is the smaller id. */
export interface ExhibitPair {
  readonly exhibitA: string;
  readonly exhibitB: string;
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

/** Makes the linkage of two exhibits where there is none yet; what is there stays as it is. */
export async function insertLinkage(
  tx: SqlExecutor,
  linkage: ExhibitPair & {
    /** Used where the two exhibits have no linkage yet. */
    readonly id: string;
    readonly score: number;
  },
  at: Date,
): Promise<UpsertedLinkage> {
  const made = await tx.query(
    `insert into linkages (id, exhibit_a, exhibit_b, case_a, case_b, state_a, state_b, best_score, created_at, updated_at)
     select $1, a.id, b.id, a.case_id, b.case_id, a.owner_state, b.owner_state, $4, $5, $5
     from exhibits a, exhibits b where a.id = $2 and b.id = $3
     on conflict (exhibit_a, exhibit_b) do nothing returning id, state_a, state_b`,
    [linkage.id, linkage.exhibitA, linkage.exhibitB, linkage.score, at],
  );
  if (made.rows[0] !== undefined) return { ...readUpserted(made.rows[0]), inserted: true };
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

const sqlCandidates = (a: string, b: string) => `select c.id from acquisitions qa
    join candidates c on c.acquisition_a = qa.id join acquisitions qb on qb.id = c.acquisition_b
  where qa.exhibit_id = ${a} and qb.exhibit_id = ${b}`;

/** The score of exhibits `a` and `b` (SQL expressions): of the whole bullets where those were compared, or else of their best parts. */
const sqlScore = (a: string, b: string) => `coalesce(
  (select w.score from standing_bullet_comparisons w where w.exhibit_a = ${a} and w.exhibit_b = ${b} and w.comparable),
  (select max(k.score) from (${sqlCandidates(a, b)} union all ${sqlCandidates(b, a)}) pair
     cross join lateral ${sqlStanding("pair.id")} k where k.comparable))`;

/**
 * Brings the score of a linkage to what counts now; what examiners decided stays. Another score is a new version: a decision
 * made on the old evidence is told to read again. Where nothing is comparable any more the score is 0.
 */
export async function refreshScore(tx: SqlExecutor, pair: ExhibitPair, at: Date): Promise<void> {
  // Held first: what another worker compares of the same two at this moment is seen by the later of the two.
  const values = [pair.exhibitA, pair.exhibitB];
  await tx.query("select id from linkages where exhibit_a = $1 and exhibit_b = $2 for update", values);
  await tx.query(
    `update linkages set best_score = counted.score, updated_at = $3, version = version + 1
     from (select coalesce(${sqlScore("$1", "$2")}, 0)::real as score) counted
     where exhibit_a = $1 and exhibit_b = $2 and best_score <> counted.score`,
    [...values, at],
  );
}

/** The pairs that an exhibit has a linkage in. */
export async function listLinkedPairs(tx: SqlExecutor, exhibitId: string): Promise<readonly ExhibitPair[]> {
  const { rows } = await tx.query("select exhibit_a, exhibit_b from linkages where exhibit_a = $1 or exhibit_b = $1", [
    exhibitId,
  ]);
  return rows.map((row) => {
    const r = scoredSchema.omit({ score: true, method: true }).parse(row);
    return { exhibitA: r.exhibit_a, exhibitB: r.exhibit_b };
  });
}

export interface ScoredPair extends ExhibitPair {
  readonly score: number;
}

const scoredSchema = z.object({
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  score: z.number(),
  method: z.string(),
});

/** The best score of each pair of exhibits, of the comparisons that count and in which the acquisition has a side. */
export async function listBestPairs(
  tx: SqlExecutor,
  acquisitionId: string,
  /** Candidates that were compared again just now, and whose comparisons count no longer. */
  except: readonly string[],
): Promise<readonly (ScoredPair & { readonly method: string })[]> {
  const { rows } = await tx.query(
    `select distinct on (1, 2) least(a.exhibit_id, b.exhibit_id) as exhibit_a,
       greatest(a.exhibit_id, b.exhibit_id) as exhibit_b, k.score, k.method || '@' || k.method_version as method
     from candidates c
       join lateral ${sqlStanding("c.id")} k on k.comparable
       join acquisitions a on a.id = c.acquisition_a
       join acquisitions b on b.id = c.acquisition_b
     where (c.acquisition_a = $1 or c.acquisition_b = $1) and c.id <> all ($2::uuid[])
       and not ${sqlIsReplica("a.exhibit_id", "b.exhibit_id")}
     order by 1, 2, k.score desc`,
    [acquisitionId, except],
  );
  return rows.map((row) => {
    const r = scoredSchema.parse(row);
    return { exhibitA: r.exhibit_a, exhibitB: r.exhibit_b, score: r.score, method: r.method };
  });
}
