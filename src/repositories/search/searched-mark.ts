/** What the search has to know of the acquisition that is searched. */
import { z } from "zod";
import { exhibitTypeSchema, regionSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlStatesNamed } from "../evidence/exhibit-sides.ts";
import { sqlIsBarred } from "../sharing/agreements.ts";
import { decodeHalfVector } from "./memory-vectors.ts";
import { type ModelVersion, SEARCH_VIEWS, type SearchView } from "./search-spaces.ts";

const markSchema = z.object({
  region: regionSchema,
  view: z.enum(SEARCH_VIEWS),
  vector: z.instanceof(Uint8Array),
  owner_state: stateCodeSchema,
  exhibit_root: z.string(),
  case_id: z.string(),
  exhibit_type: exhibitTypeSchema,
  calibre_group: z.string().nullable(),
  excluding: z.record(z.string(), z.string()),
  scope: z.array(stateCodeSchema),
  released: z.array(z.string()),
  barred: z.array(z.string()),
  same_bytes: z.array(z.string()),
  described: z.array(z.enum(SEARCH_VIEWS)),
  filled: z.array(z.enum(SEARCH_VIEWS)),
});

export type SearchedMark = Awaited<ReturnType<typeof findSearchedMark>> & object;

/** Null where the acquisition has no vector of the model version. */
export async function findSearchedMark(
  tx: SqlExecutor,
  { acquisitionId, model, now }: { acquisitionId: string; model: ModelVersion; now: Date },
) {
  const { rows } = await tx.query(
    `select f.region, f.view, halfvec_send(f.vector) as vector, f.owner_state, f.exhibit_root, f.case_id, f.exhibit_type, f.calibre_group, f.excluding,
       coalesce(${sqlStatesNamed("a.exhibit_id", "array(select code from states)", "$4::timestamptz")}, '{}') as scope,
       array(select r.case_id from releases r where r.to_state = f.owner_state and r.withdrawn_at is null
         and r.expires_at > $4::timestamptz) as released,
       array(select b.code || ' ' || b.category from (select s.code, k.category from states s, unnest(array['CE', 'TF']) as k (category)) b
         where ${sqlIsBarred("b.code", "f.owner_state", "b.category")}) as barred,
       array(select s.id from acquisitions s where s.sha256 = a.sha256) as same_bytes,
       array(select o.view from features o where o.acquisition_id = $1 and o.model_id = $2 and o.model_version = $3) as described,
       -- A limit, and not "exists", and in the index's order: else it would be planned as a look at every row.
       array(select v.view from unnest($5::text[]) as v (view) where (select true from features o
         where o.region = f.region and o.model_id = $2 and o.model_version = $3 and o.view = v.view order by o.calibre_group limit 1)) as filled
     from features f join acquisitions a on a.id = f.acquisition_id
     where f.acquisition_id = $1 and f.model_id = $2 and f.model_version = $3 and f.own`,
    [acquisitionId, model.id, model.version, now, SEARCH_VIEWS],
  );
  if (rows[0] === undefined) return null;
  const r = markSchema.parse(rows[0]);
  return {
    region: r.region,
    /** That it was acquired in. */
    view: r.view,
    /** Of that view. */
    vector: decodeHalfVector(r.vector),
    ownerState: r.owner_state,
    exhibitRoot: r.exhibit_root,
    caseId: r.case_id,
    exhibitType: r.exhibit_type,
    calibreGroup: r.calibre_group,
    /** Class characteristics that are known and could exclude. */
    excluding: r.excluding,
    /** The states to which its exhibit may be named. */
    scope: r.scope,
    /** Cases that are released to its state. */
    releasedCases: r.released,
    /** State and category, e.g. "BB TF": what agreements of its state leave out. */
    barred: r.barred,
    /** Acquisitions of the same bytes, itself among them. */
    sameBytes: r.same_bytes,
    /** Those in which there is anything, its own first, each with the view of which its vector is taken. */
    views: r.filled
      .map((name): { name: SearchView; vectorOf: SearchView } => ({
        name,
        vectorOf: r.described.includes(name) ? name : r.view,
      }))
      .sort((left, right) => Number(right.name === r.view) - Number(left.name === r.view)),
  };
}
