/** Two exhibits that one region brought together: which acquisitions of their other regions have not met yet? */
import { z } from "zod";
import {
  type AcquisitionStage,
  acquisitionStageSchema,
  type StateCode,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlMayBeNamed } from "../evidence/exhibit-sides.ts";
import type { ExhibitPair } from "../review/linkages.ts";

export interface RegionMate {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  readonly exhibitId: string;
  readonly stage: AcquisitionStage;
}

/** Of one region each, in the order of the acquisitions' ids. */
export interface RegionMates {
  readonly a: RegionMate;
  readonly b: RegionMate;
  /** Described by this model version both. */
  readonly modelId: string;
  readonly modelVersion: string;
  /** Of one view; null where they have none in common. */
  readonly vectors: { readonly a: Float32Array; readonly b: Float32Array } | null;
}

const rowSchema = z.object({
  id_a: z.string(),
  id_b: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  exhibit_of_a: z.string(),
  exhibit_of_b: z.string(),
  stage_a: acquisitionStageSchema,
  stage_b: acquisitionStageSchema,
  model_id: z.string(),
  model_version: z.string(),
  vector_a: z.array(z.number()).nullable(),
  vector_b: z.array(z.number()).nullable(),
});

/**
 * The pairs of acquisitions of one region between the two exhibits of any of `pairs` that are no candidates. Left out is what the
 * search leaves out: excluding calibres and class characteristics, one case, the same bytes, and pairs of which one side may not be named to
 * the other's state. Lands are compared with their bullets.
 */
export async function listRegionMates(
  tx: SqlExecutor,
  pairs: readonly ExhibitPair[],
  now: Date,
): Promise<readonly RegionMates[]> {
  if (pairs.length === 0) return [];
  const { rows } = await tx.query(
    `select distinct on (qa.id, qb.id) qa.id as id_a, qb.id as id_b, qa.owner_state as state_a, qb.owner_state as state_b,
       qa.exhibit_id as exhibit_of_a, qb.exhibit_id as exhibit_of_b, qa.stage as stage_a, qb.stage as stage_b,
       fa.model_id, fa.model_version,
       seen.a as vector_a, seen.b as vector_b
     from unnest($1::uuid[], $2::uuid[]) as p (one, two)
       join acquisitions qa on qa.exhibit_id in (p.one, p.two)
       join acquisitions qb on qb.exhibit_id in (p.one, p.two) and qb.exhibit_id <> qa.exhibit_id and qb.region = qa.region
         and qa.id < qb.id and qb.sha256 <> qa.sha256
       join features fa on fa.acquisition_id = qa.id and fa.own
       join features fb on fb.acquisition_id = qb.id and fb.own and fb.model_id = fa.model_id and fb.model_version = fa.model_version
       left join search_models m on m.region = qa.region and m.model_id = fa.model_id and m.model_version = fa.model_version
       left join lateral (
         select va.vector::real[] as a, vb.vector::real[] as b from features va join features vb on vb.view = va.view
         where va.acquisition_id = qa.id and va.model_id = fa.model_id and va.model_version = fa.model_version
           and vb.acquisition_id = qb.id and vb.model_id = fa.model_id and vb.model_version = fa.model_version
         order by va.own and vb.own desc, va.view limit 1) seen on true
     where qa.region <> 'LEA' and fa.case_id <> fb.case_id and fa.exhibit_root <> fb.exhibit_root
       and (fa.calibre_group = fb.calibre_group) is not false
       and not exists (select 1 from jsonb_each_text(fa.excluding) e where fb.excluding ->> e.key <> e.value)
       and not exists (select 1 from candidates c where c.acquisition_a = qa.id and c.acquisition_b = qb.id)
       and ${sqlMayBeNamed("qa.exhibit_id", "qb.owner_state", "$3::timestamptz")}
       and ${sqlMayBeNamed("qb.exhibit_id", "qa.owner_state", "$3::timestamptz")}
     order by qa.id, qb.id, coalesce(m.state = 'active', false) desc, fa.created_at desc`,
    [pairs.map(({ exhibitA }) => exhibitA), pairs.map(({ exhibitB }) => exhibitB), now],
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return {
      a: { acquisitionId: r.id_a, ownerState: r.state_a, exhibitId: r.exhibit_of_a, stage: r.stage_a },
      b: { acquisitionId: r.id_b, ownerState: r.state_b, exhibitId: r.exhibit_of_b, stage: r.stage_b },
      modelId: r.model_id,
      modelVersion: r.model_version,
      vectors:
        r.vector_a === null || r.vector_b === null
          ? null
          : { a: Float32Array.from(r.vector_a), b: Float32Array.from(r.vector_b) },
    };
  });
}
