/** The vectors of an acquisition, one a model version and view, and the prepared mark that it was made from. */
import { z } from "zod";
import { type Region, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { ModelVersion, SearchView } from "../search/search-spaces.ts";

export interface Feature {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  /** The acquisition's. */
  readonly region: Region;
  readonly modelId: string;
  readonly modelVersion: string;
  /** The picture of the mark that the vector is of. */
  readonly view: SearchView;
  /** False where that picture is not the acquired one but made of it. */
  readonly own: boolean;
  /** Unit length, 256 numbers; kept at half precision. */
  readonly vector: Float32Array;
  readonly preparation: string;
  readonly preparationVersion: string;
  /** Blob of the prepared mark, and the SHA-256 of its bytes: null for one that an earlier version stored. */
  readonly preparedKey: string;
  readonly preparedSha256: string | null;
  /** Of the outlines that it was cut out by; 0 where there were none. */
  readonly outlineVersion: number;
  readonly createdAt: Date;
}

/** Makes the row, or puts it in the place of an older one, which goes to the history; the very same mark stays as it is. */
export async function upsertFeature(tx: SqlExecutor, row: Feature): Promise<void> {
  await tx.query(
    `insert into features (acquisition_id, owner_state, model_id, model_version, vector, preparation, preparation_version,
       prepared_key, prepared_sha256, outline_version, created_at, view, own, region)
     values ($1, $2, $3, $4, $5::halfvec, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict on constraint features_pkey do update set vector = excluded.vector, own = excluded.own,
       preparation = excluded.preparation, preparation_version = excluded.preparation_version,
       prepared_key = excluded.prepared_key, prepared_sha256 = excluded.prepared_sha256,
       outline_version = excluded.outline_version, created_at = excluded.created_at
     where (features.prepared_key, features.outline_version, features.preparation_version)
       is distinct from (excluded.prepared_key, excluded.outline_version, excluded.preparation_version)`,
    [
      row.acquisitionId,
      row.ownerState,
      row.modelId,
      row.modelVersion,
      row.vector,
      row.preparation,
      row.preparationVersion,
      row.preparedKey,
      row.preparedSha256,
      row.outlineVersion,
      row.createdAt,
      row.view,
      row.own,
      row.region,
    ],
  );
}

/** Nothing is searched or compared by what the acquisition had; it goes to the history. */
export async function deleteFeatures(tx: SqlExecutor, acquisitionId: string): Promise<void> {
  await tx.query("delete from features where acquisition_id = $1", [acquisitionId]);
}

const rowSchema = z.object({
  acquisition_id: z.string(),
  model_id: z.string(),
  model_version: z.string(),
  preparation: z.string(),
  preparation_version: z.string(),
  prepared_key: z.string(),
  prepared_sha256: z.string().nullable(),
  outline_version: z.number(),
});

/** What an acquisition has for one model version; null where there is none. */
export async function findFeature(
  tx: SqlExecutor,
  acquisitionId: string,
  model: { id: string; version: string },
): Promise<Omit<Feature, "vector" | "view" | "own" | "ownerState" | "region" | "createdAt"> | null> {
  const { rows } = await tx.query(
    `select acquisition_id, model_id, model_version, preparation, preparation_version, prepared_key, prepared_sha256,
       outline_version from features where acquisition_id = $1 and model_id = $2 and model_version = $3 and own`,
    [acquisitionId, model.id, model.version],
  );
  if (rows[0] === undefined) return null;
  const r = rowSchema.parse(rows[0]);
  return {
    acquisitionId: r.acquisition_id,
    modelId: r.model_id,
    modelVersion: r.model_version,
    preparation: r.preparation,
    preparationVersion: r.preparation_version,
    preparedKey: r.prepared_key,
    preparedSha256: r.prepared_sha256,
    outlineVersion: r.outline_version,
  };
}

export interface PreparedLand {
  /** 1..n around the bullet. */
  readonly regionIndex: number;
  readonly acquisitionId: string;
  readonly preparedKey: string;
  readonly preparedSha256: string | null;
  readonly preparation: string;
  readonly preparationVersion: string;
  readonly outlineVersion: number;
}

const landSchema = rowSchema.omit({ model_id: true, model_version: true }).extend({ region_index: z.number() });

/** The lands of a bullet that one model version describes, by their index; of several acquisitions of a land the newest. */
export async function listPreparedLands(
  tx: SqlExecutor,
  exhibitId: string,
  model: { id: string; version: string },
): Promise<readonly PreparedLand[]> {
  const { rows } = await tx.query(
    `select distinct on (a.region_index) a.region_index, f.acquisition_id, f.prepared_key, f.prepared_sha256, f.preparation,
       f.preparation_version, f.outline_version
     from acquisitions a join features f on f.acquisition_id = a.id and f.model_id = $2 and f.model_version = $3 and f.own
     where a.exhibit_id = $1 and a.region = 'LEA' and a.region_index is not null
     order by a.region_index, a.created_at desc, a.id desc`,
    [exhibitId, model.id, model.version],
  );
  return rows.map((row) => {
    const r = landSchema.parse(row);
    return {
      regionIndex: r.region_index,
      acquisitionId: r.acquisition_id,
      preparedKey: r.prepared_key,
      preparedSha256: r.prepared_sha256,
      preparation: r.preparation,
      preparationVersion: r.preparation_version,
      outlineVersion: r.outline_version,
    };
  });
}

const markSchema = rowSchema.omit({ model_id: true, model_version: true }).extend({ owner_state: stateCodeSchema });

export interface NewestMark {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  readonly preparation: string;
  readonly preparationVersion: string;
  readonly preparedKey: string;
  readonly preparedSha256: string | null;
  readonly outlineVersion: number;
}

/** The mark that any model described last; null where none did. */
export async function findNewestMark(tx: SqlExecutor, acquisitionId: string): Promise<NewestMark | null> {
  const { rows } = await tx.query(
    `select acquisition_id, owner_state, preparation, preparation_version, prepared_key, prepared_sha256, outline_version
     from features where acquisition_id = $1 and own order by created_at desc limit 1`,
    [acquisitionId],
  );
  if (rows[0] === undefined) return null;
  const r = markSchema.parse(rows[0]);
  return {
    acquisitionId: r.acquisition_id,
    ownerState: r.owner_state,
    preparation: r.preparation,
    preparationVersion: r.preparation_version,
    preparedKey: r.prepared_key,
    preparedSha256: r.prepared_sha256,
    outlineVersion: r.outline_version,
  };
}

/** The vector of the picture that was acquired; null where the model version has not described it. */
export async function findVector(
  tx: SqlExecutor,
  acquisitionId: string,
  model: { id: string; version: string },
): Promise<Float32Array | null> {
  const { rows } = await tx.query(
    "select vector::real[] as vector from features where acquisition_id = $1 and model_id = $2 and model_version = $3 and own",
    [acquisitionId, model.id, model.version],
  );
  return rows[0] === undefined ? null : Float32Array.from(z.array(z.number()).parse(rows[0].vector));
}

/** Deletes up to `limit` vectors of a model that was given up; they leave no history. Returns how many. */
export async function deleteFeaturesOf(
  tx: SqlExecutor,
  region: Region,
  model: ModelVersion,
  limit: number,
): Promise<number> {
  await tx.query("select set_config('ribin.dropping_model', 'on', true)");
  const { rowCount } = await tx.query(
    `delete from features where region = $1 and model_id = $2 and model_version = $3 and (acquisition_id, view) in (
       select acquisition_id, view from features where region = $1 and model_id = $2 and model_version = $3 limit $4)`,
    [region, model.id, model.version, limit],
  );
  await tx.query("select set_config('ribin.dropping_model', 'off', true)");
  return rowCount;
}
