/** Linkages as verification proposes them; `linkage-queue.ts` is how people read and move them. */
import { z } from "zod";
import { fuseScores } from "../../domain/fuse-scores.ts";
import { type Region, regionSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlStanding } from "../correlation/comparisons.ts";
import { sqlIsReplica } from "../evidence/exhibit-sides.ts";

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

const sqlBestOfRegions = (a: string, b: string) => `select qa.region, k.score from acquisitions qa
    join acquisitions qb on qb.exhibit_id = ${b}
    join candidates c on c.acquisition_a = qa.id and c.acquisition_b = qb.id
    cross join lateral ${sqlStanding("c.id")} k
  where qa.exhibit_id = ${a} and k.comparable`;

const regionScoreSchema = z.object({ region: regionSchema, score: z.number() });

/** The scores of two exhibits by region: the whole bullets where those were compared, or else the best of the parts. */
async function findScores(tx: SqlExecutor, { exhibitA, exhibitB }: ExhibitPair): Promise<ReadonlyMap<Region, number>> {
  const { rows } = await tx.query(
    `select region, max(score) as score, 0 as place
     from (${sqlBestOfRegions("$1", "$2")} union all ${sqlBestOfRegions("$2", "$1")}) of_parts group by region
     union all
     select 'LEA', score, 1 from standing_bullet_comparisons where exhibit_a = $1 and exhibit_b = $2 and comparable
     order by place`,
    [exhibitA, exhibitB],
  );
  return new Map(rows.map((row) => regionScoreSchema.parse(row)).map(({ region, score }) => [region, score]));
}

/**
 * Brings the score of a linkage to what counts now, all regions together (`fuseScores`); what examiners decided stays. Another score
 * is a new version: a decision made on the old evidence is told to read again. Where nothing is comparable any more the score is 0.
 */
export async function refreshScore(tx: SqlExecutor, pair: ExhibitPair, at: Date): Promise<void> {
  // Held first: what another worker compares of the same two at this moment is seen by the later of the two.
  const values = [pair.exhibitA, pair.exhibitB];
  await tx.query("select id from linkages where exhibit_a = $1 and exhibit_b = $2 for update", values);
  const score = fuseScores([...(await findScores(tx, pair)).values()]);
  await tx.query(
    `update linkages set best_score = $3::real, updated_at = $4, version = version + 1
     where exhibit_a = $1 and exhibit_b = $2 and best_score <> $3::real`,
    [...values, score, at],
  );
}

/** The pairs that an exhibit has a linkage in. */
export async function listLinkedPairs(tx: SqlExecutor, exhibitId: string): Promise<readonly ExhibitPair[]> {
  const { rows } = await tx.query("select exhibit_a, exhibit_b from linkages where exhibit_a = $1 or exhibit_b = $1", [
    exhibitId,
  ]);
  return rows.map((row) => {
    const r = scoredSchema.pick({ exhibit_a: true, exhibit_b: true }).parse(row);
    return { exhibitA: r.exhibit_a, exhibitB: r.exhibit_b };
  });
}

/** By one region, the best of its comparisons. */
export interface ScoredPair extends ExhibitPair {
  readonly region: Region;
  readonly score: number;
  /** e.g. "breech-face-cells@1.2.0": what the score is by. */
  readonly method: string;
}

const scoredSchema = z.object({
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  region: regionSchema,
  score: z.number(),
  method: z.string(),
});

/** The best score of each pair of exhibits in each region, of the comparisons that count and in which the exhibit has a side. */
export async function listBestPairs(
  tx: SqlExecutor,
  exhibitId: string,
  /** Candidates that were compared again just now, and whose comparisons count no longer. */
  except: readonly string[],
): Promise<readonly ScoredPair[]> {
  const { rows } = await tx.query(
    `with own as (select id from acquisitions where exhibit_id = $1)
     select distinct on (1, 2, 3) least(a.exhibit_id, b.exhibit_id) as exhibit_a,
       greatest(a.exhibit_id, b.exhibit_id) as exhibit_b, a.region, k.score, k.method || '@' || k.method_version as method
     from (select * from candidates where acquisition_a in (select id from own)
           union select * from candidates where acquisition_b in (select id from own)) c
       join lateral ${sqlStanding("c.id")} k on k.comparable
       join acquisitions a on a.id = c.acquisition_a
       join acquisitions b on b.id = c.acquisition_b
     where c.id <> all ($2::uuid[])
       and not exists (select 1 from exhibits gone where gone.id in (a.exhibit_id, b.exhibit_id) and gone.removed_at is not null)
       and not ${sqlIsReplica("a.exhibit_id", "b.exhibit_id")}
     order by 1, 2, 3, k.score desc`,
    [exhibitId, except],
  );
  return rows.map((row) => {
    const { exhibit_a, exhibit_b, ...rest } = scoredSchema.parse(row);
    return { exhibitA: exhibit_a, exhibitB: exhibit_b, ...rest };
  });
}
