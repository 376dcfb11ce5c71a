/** What an older version of the program prepared or compared, and this one has not redone yet. */
import { z } from "zod";
import { type Region, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { FEATURES_OF_BOTH, sqlIsUncompared } from "../correlation/candidates.ts";

export interface OutdatedFilter {
  readonly region: Region;
  readonly model: { readonly id: string; readonly version: string };
  /** Of the jobs that would redo them: what has one, in whatever state, is left out. */
  readonly keyOf: { readonly before: string; readonly after: string };
  readonly limit: number;
}

export interface OutdatedAcquisition {
  readonly id: string;
  readonly ownerState: StateCode;
}

const rowSchema = z.object({ id: z.string(), owner_state: stateCodeSchema });
const parseRow = (row: unknown): OutdatedAcquisition => {
  const r = rowSchema.parse(row);
  return { id: r.id, ownerState: r.owner_state };
};

const HAS_NO_JOB = "not exists (select 1 from jobs j where j.key = $2 || q.id || $3)";
const values = ({ region, model, keyOf }: OutdatedFilter) => [
  region,
  keyOf.before,
  keyOf.after,
  model.id,
  model.version,
];

/** Processed acquisitions that no preparation of at least these versions has made ready for any model; oldest first. */
export async function listUnprepared(
  tx: SqlExecutor,
  filter: Omit<OutdatedFilter, "model">,
  preparations: readonly { readonly preparation: string; readonly preparationVersion: string }[],
): Promise<readonly OutdatedAcquisition[]> {
  const { rows } = await tx.query(
    `select q.id, q.owner_state from acquisitions q
     where q.region = $1 and q.stage = 'verified' and coalesce(q.quality ->> 'verdict', '') <> 'unsuitable' and ${HAS_NO_JOB}
       and not exists (
         select 1 from features f join unnest($4::text[], $5::text[]) as p (name, version) on p.name = f.preparation
         where f.acquisition_id = q.id and f.own
           and version_order(f.preparation_version) >= version_order(p.version))
     order by q.created_at, q.id limit $6`,
    [
      filter.region,
      filter.keyOf.before,
      filter.keyOf.after,
      preparations.map((each) => each.preparation),
      preparations.map((each) => each.preparationVersion),
      filter.limit,
    ],
  );
  return rows.map(parseRow);
}

/**
 * Processed acquisitions with a candidate whose marks none of these method versions ("method@version") compared; one side of
 * each candidate, oldest first.
 */
export async function listUnverified(
  tx: SqlExecutor,
  filter: OutdatedFilter,
  methods: readonly string[],
): Promise<readonly OutdatedAcquisition[]> {
  const { rows } = await tx.query(
    `select q.id, q.owner_state from acquisitions q
     where q.region = $1 and q.stage = 'verified' and ${HAS_NO_JOB} and exists (
       select 1 from candidates c ${FEATURES_OF_BOTH} join acquisitions x on x.id = c.acquisition_a
       where (c.acquisition_a = q.id or (c.acquisition_b = q.id and x.stage <> 'verified'))
         and c.model_id = $4 and c.model_version = $5 and ${sqlIsUncompared("$6::text[]")})
     order by q.created_at, q.id limit $7`,
    [...values(filter), methods, filter.limit],
  );
  return rows.map(parseRow);
}

/** One processed acquisition of each bullet that stands first in a comparison of whole bullets by an older version of the method. */
export async function listOutdatedBullets(
  tx: SqlExecutor,
  filter: OutdatedFilter,
  method: { readonly method: string; readonly methodVersion: string },
): Promise<readonly OutdatedAcquisition[]> {
  const { rows } = await tx.query(
    `select distinct on (q.exhibit_id) q.id, q.owner_state from acquisitions q
       join features f on f.acquisition_id = q.id and f.model_id = $4 and f.model_version = $5 and f.own
     where q.region = $1 and q.stage = 'verified' and ${HAS_NO_JOB} and exists (
       select 1 from standing_bullet_comparisons w where w.exhibit_a = q.exhibit_id and w.method = $6
         and version_order(w.method_version) < version_order($7))
     order by q.exhibit_id, q.created_at, q.id limit $8`,
    [...values(filter), method.method, method.methodVersion, filter.limit],
  );
  return rows.map(parseRow);
}
