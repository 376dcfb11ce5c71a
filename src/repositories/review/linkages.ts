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

export interface UpsertedLinkage extends ExhibitPair {
  readonly id: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly inserted: boolean;
}

const idSchema = z.object({ id: z.string() });

const upsertedSchema = z.object({
  id: z.string(),
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
});

/** What is proposed of two exhibits. */
export interface ProposedLinkage extends ExhibitPair {
  /** Used where the two exhibits have no linkage yet. */
  readonly id: string;
  readonly score: number;
}

/**
 * Makes the linkages of pairs of exhibits where there are none yet; what is there stays as it is. In the order given, which is one
 * everywhere (`keyOf`), so that two workers with the same pairs never wait in a circle.
 */
export async function insertLinkages(
  tx: SqlExecutor,
  proposed: readonly ProposedLinkage[],
  at: Date,
): Promise<readonly UpsertedLinkage[]> {
  if (proposed.length === 0) return [];
  const pairs = [proposed.map(({ exhibitA }) => exhibitA), proposed.map(({ exhibitB }) => exhibitB)];
  const made = await tx.query(
    `insert into linkages (id, exhibit_a, exhibit_b, case_a, case_b, state_a, state_b, best_score, created_at, updated_at)
     select p.id, a.id, b.id, a.case_id, b.case_id, a.owner_state, b.owner_state, p.score, $5, $5
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::real[]) with ordinality as p (id, exhibit_a, exhibit_b, score, place)
       join exhibits a on a.id = p.exhibit_a join exhibits b on b.id = p.exhibit_b
     order by p.place
     on conflict (exhibit_a, exhibit_b) do nothing returning id`,
    [proposed.map(({ id }) => id), ...pairs, proposed.map(({ score }) => score), at],
  );
  const inserted = new Set(made.rows.map((row) => idSchema.parse(row).id));
  const { rows } = await tx.query(
    `select l.id, l.exhibit_a, l.exhibit_b, l.state_a, l.state_b
     from unnest($1::uuid[], $2::uuid[]) with ordinality as p (exhibit_a, exhibit_b, place)
       join linkages l using (exhibit_a, exhibit_b) order by p.place`,
    pairs,
  );
  return rows.map((row) => {
    const r = upsertedSchema.parse(row);
    const sides = { exhibitA: r.exhibit_a, exhibitB: r.exhibit_b, stateA: r.state_a, stateB: r.state_b };
    return { id: r.id, ...sides, inserted: inserted.has(r.id) };
  });
}

/** By linkage and region, of the pair's candidates in one direction. */
const sqlBestOfRegions = (a: string, b: string) => `select l.id, qa.region, k.score from linkages l
    join acquisitions qa on qa.exhibit_id = l.${a}
    join acquisitions qb on qb.exhibit_id = l.${b}
    join candidates c on c.acquisition_a = qa.id and c.acquisition_b = qb.id
    cross join lateral ${sqlStanding("c.id")} k
  where l.id = any ($1) and k.comparable`;

const regionScoreSchema = z.object({ id: z.string(), region: regionSchema, score: z.number() });

/** Of each linkage, the scores by region: the whole bullets where those were compared, or else the best of the parts. */
async function findScores(
  tx: SqlExecutor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<Region, number>>> {
  const { rows } = await tx.query(
    `select id, region, max(score) as score, 0 as place
     from (${sqlBestOfRegions("exhibit_a", "exhibit_b")} union all ${sqlBestOfRegions("exhibit_b", "exhibit_a")}) of_parts
     group by id, region
     union all
     select l.id, 'LEA', whole.score, 1 from linkages l cross join lateral (
       select k.score from standing_bullet_comparisons k
       where k.exhibit_a = l.exhibit_a and k.exhibit_b = l.exhibit_b and k.comparable limit 1) whole
     where l.id = any ($1)
     order by place`,
    [ids],
  );
  const scores = new Map<string, Map<Region, number>>(ids.map((id) => [id, new Map()]));
  for (const row of rows) {
    const { id, region, score } = regionScoreSchema.parse(row);
    scores.get(id)?.set(region, score);
  }
  return scores;
}

/** Holds the linkages of these pairs until the transaction ends, in the order given; returns their ids. */
export async function holdLinkages(tx: SqlExecutor, pairs: readonly ExhibitPair[]): Promise<readonly string[]> {
  if (pairs.length === 0) return [];
  const { rows } = await tx.query(
    `select l.id from unnest($1::uuid[], $2::uuid[]) with ordinality as p (exhibit_a, exhibit_b, place)
       join linkages l using (exhibit_a, exhibit_b) order by p.place for update of l`,
    [pairs.map(({ exhibitA }) => exhibitA), pairs.map(({ exhibitB }) => exhibitB)],
  );
  return rows.map((row) => idSchema.parse(row).id);
}

/**
 * Brings the scores of held linkages (`holdLinkages`) to what counts now, all regions together (`fuseScores`); what examiners decided
 * stays. Another score is a new version: a decision made on the old evidence is told to read again. Where nothing is comparable any
 * more the score is 0.
 */
export async function refreshScores(tx: SqlExecutor, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  const scores = await findScores(tx, ids);
  await tx.query(
    `update linkages l set best_score = now.score, updated_at = $3, version = l.version + 1
     from unnest($1::uuid[], $2::real[]) as now (id, score) where l.id = now.id and l.best_score <> now.score`,
    [ids, ids.map((id) => fuseScores([...(scores.get(id)?.values() ?? [])])), at],
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
