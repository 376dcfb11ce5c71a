/** The parts of a pass and their results, until the last one puts them together. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { ModelVersion } from "../search/search-spaces.ts";
import type { Sweep } from "./sweeps.ts";

/** A mark that the pass laid on the query's, and how far above chance they agree. */
export interface SweepFind {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  readonly score: number;
}

export interface SweepShard {
  readonly sweepId: string;
  readonly ownerState: StateCode;
  readonly shard: number;
  readonly compared: number;
  readonly unreadable: number;
  /** Best first. */
  readonly best: readonly SweepFind[];
}

/** Keeps a part's result: a part that ran twice counts once. Returns how many parts are there. The sweep's row must be locked. */
export async function insertSweepShard(tx: SqlExecutor, shard: SweepShard): Promise<number> {
  await tx.query(
    `insert into sweep_shards (sweep_id, owner_state, shard, compared, unreadable, best) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [shard.sweepId, shard.ownerState, shard.shard, shard.compared, shard.unreadable, JSON.stringify(shard.best)],
  );
  const { rows } = await tx.query(
    `update sweeps set shards_done = (select count(*) from sweep_shards where sweep_id = $1) where id = $1 returning shards_done`,
    [shard.sweepId],
  );
  return z.number().parse(rows[0]?.shards_done);
}

const findsSchema = z.array(z.object({ acquisitionId: z.string(), ownerState: stateCodeSchema, score: z.number() }));

/** All parts together: what was compared, and the best `most`, best first. */
export async function gatherSweepShards(tx: SqlExecutor, sweepId: string, most: number) {
  const { rows } = await tx.query(
    "select compared, unreadable, best from sweep_shards where sweep_id = $1 order by shard",
    [sweepId],
  );
  const shards = rows.map((row) =>
    z.object({ compared: z.number(), unreadable: z.number(), best: findsSchema }).parse(row),
  );
  const best = shards
    .flatMap((shard) => shard.best)
    .sort((left, right) => right.score - left.score || (left.acquisitionId < right.acquisitionId ? -1 : 1));
  return {
    compared: shards.reduce((sum, shard) => sum + shard.compared, 0),
    unreadable: shards.reduce((sum, shard) => sum + shard.unreadable, 0),
    best: best.slice(0, most),
  };
}

export interface SweepCandidate extends SweepFind {
  /** Of the row, where it is a new one. */
  readonly id: string;
}

/**
 * Adds what was found to the candidates of the model version, with the similarity of their vectors at the best of the query's turns; of a pair that is there already it
 * is kept that this net found it too. A pair of which a vector is gone meanwhile is left out. Returns how many are new, in one order
 * everywhere so that two passes at once never wait in a circle.
 */
export async function insertSweepCandidates(
  tx: SqlExecutor,
  sweep: Pick<Sweep, "acquisitionId" | "ownerState" | "method" | "methodVersion">,
  found: {
    readonly model: ModelVersion;
    /** The vector of the swept mark, turned as a search turns it. */
    readonly turned: readonly Float32Array[];
    readonly finds: readonly SweepCandidate[];
  },
  at: Date,
): Promise<number> {
  const { model, turned, finds } = found;
  const records = finds.map((find) => ({
    id: find.id,
    other: find.acquisitionId,
    other_state: find.ownerState,
    score: find.score,
  }));
  const { rows } = await tx.query(
    // Read from text once, and not once a candidate.
    `with turned as materialized (select vector::halfvec from unnest($8::text[]) as t (vector))
     insert into candidates (id, acquisition_a, acquisition_b, state_a, state_b, model_id, model_version, similarity, created_at,
       found_by, sweep_method, sweep_version, sweep_score)
     select r.id, least(q.acquisition_id, f.acquisition_id), greatest(q.acquisition_id, f.acquisition_id),
       case when q.acquisition_id < f.acquisition_id then q.owner_state else f.owner_state end,
       case when q.acquisition_id < f.acquisition_id then f.owner_state else q.owner_state end,
       q.model_id, q.model_version,
       (select 1 - min(t.vector <=> f.vector) from turned t)::real, $5, '{registration}', $6, $7, r.score
     from jsonb_to_recordset($1::jsonb) as r (id uuid, other uuid, other_state text, score real)
       join features f on f.acquisition_id = r.other and f.model_id = $3 and f.model_version = $4 and f.own
       join features q on q.acquisition_id = $2 and q.model_id = $3 and q.model_version = $4 and q.own
     order by 2, 3
     on conflict (acquisition_a, acquisition_b, model_id, model_version) do update
       set found_by = array(select distinct unnest(candidates.found_by || excluded.found_by) order by 1 desc),
         sweep_method = excluded.sweep_method, sweep_version = excluded.sweep_version, sweep_score = excluded.sweep_score
     returning id`,
    [
      JSON.stringify(records),
      sweep.acquisitionId,
      model.id,
      model.version,
      at,
      sweep.method,
      sweep.methodVersion,
      turned.map((vector) => `[${vector.join(",")}]`),
    ],
  );
  const proposed = new Set(finds.map(({ id }) => id));
  return rows.filter(({ id }) => proposed.has(String(id))).length;
}
