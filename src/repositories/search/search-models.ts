/** Which model versions describe a region: the one that is searched, one that is filled beside it, and those of before. */
import { z } from "zod";
import {
  MODEL_STATES,
  type ModelState,
  type Region,
  regionSchema,
  type StateCode,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { ModelVersion } from "./search-spaces.ts";

/** filling: vectors are made beside the active one's; active: searched; retired: another took its place. */

export interface SearchModel {
  readonly region: Region;
  readonly id: string;
  readonly version: string;
  readonly state: ModelState;
  readonly registeredAt: Date;
  readonly activatedAt: Date | null;
  readonly retiredAt: Date | null;
}

const rowSchema = z.object({
  region: regionSchema,
  model_id: z.string(),
  model_version: z.string(),
  state: z.enum(MODEL_STATES),
  registered_at: z.date(),
  activated_at: z.date().nullable(),
  retired_at: z.date().nullable(),
});

function parseModel(row: unknown): SearchModel {
  const r = rowSchema.parse(row);
  return {
    region: r.region,
    id: r.model_id,
    version: r.model_version,
    state: r.state,
    registeredAt: r.registered_at,
    activatedAt: r.activated_at,
    retiredAt: r.retired_at,
  };
}

/** The model whose vectors of a region are searched; null where there is none. */
export async function findActiveModel(tx: SqlExecutor, region: Region): Promise<SearchModel | null> {
  const { rows } = await tx.query("select * from search_models where region = $1 and state = 'active'", [region]);
  return rows[0] === undefined ? null : parseModel(rows[0]);
}

/** Those of a region. */
export async function listModelsOf(tx: SqlExecutor, region: Region): Promise<readonly SearchModel[]> {
  const { rows } = await tx.query("select * from search_models where region = $1", [region]);
  return rows.map(parseModel);
}

/** By region, the newest registered first. */
export async function listSearchModels(tx: SqlExecutor): Promise<readonly SearchModel[]> {
  const { rows } = await tx.query(
    "select * from search_models order by region, registered_at desc, model_id, model_version",
  );
  return rows.map(parseModel);
}

/** Until the transaction ends nobody else registers models of the region: of a region that has none yet there is no row to lock. */
export async function lockRegistration(tx: SqlExecutor, region: Region): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('models of ' || $1::text, 0))", [region]);
}

/** Those of a region, held against other transactions until this one ends. */
export async function lockModels(tx: SqlExecutor, region: Region): Promise<readonly SearchModel[]> {
  const { rows } = await tx.query(
    "select * from search_models where region = $1 order by model_id, model_version for update",
    [region],
  );
  return rows.map(parseModel);
}

/** False where the region has the model version already, in whatever state, or a model in the state "active" that it would be a second of. */
export async function insertModel(
  tx: SqlExecutor,
  region: Region,
  model: ModelVersion,
  state: ModelState,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into search_models (region, model_id, model_version, state, registered_at, activated_at, retired_at)
     values ($1, $2, $3, $4::text, $5, case when $4::text = 'active' then $5::timestamptz end,
       case when $4::text = 'retired' then $5::timestamptz end) on conflict do nothing`,
    [region, model.id, model.version, state, at],
  );
  return rowCount === 1;
}

export async function setModelState(
  tx: SqlExecutor,
  { region, id, version }: Pick<SearchModel, "region" | "id" | "version">,
  state: ModelState,
  at: Date,
): Promise<void> {
  await tx.query(
    `update search_models set state = $4::text,
       activated_at = case $4::text when 'active' then $5::timestamptz when 'filling' then null else activated_at end,
       retired_at = case $4::text when 'retired' then $5::timestamptz end
     where region = $1 and model_id = $2 and model_version = $3`,
    [region, id, version, state, at],
  );
}

export async function deleteModel(
  tx: SqlExecutor,
  { region, id, version }: Pick<SearchModel, "region" | "id" | "version">,
): Promise<void> {
  await tx.query("delete from search_models where region = $1 and model_id = $2 and model_version = $3", [
    region,
    id,
    version,
  ]);
}

/** An acquisition whose newest mark the model has not described. */
export interface Undescribed {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
}

/**
 * SQL of the newest mark `f` of each acquisition of a region ($1) that the model ($2, $3) has neither described nor refused: a worker of
 * an older version may have made it, of a model that was searched then.
 */
const UNDESCRIBED = `from features f
  where f.region = $1 and f.own and (f.model_id <> $2 or f.model_version <> $3)
    and not exists (select 1 from features n where n.acquisition_id = f.acquisition_id and n.own
      and ((n.model_id = $2 and n.model_version = $3 and n.prepared_key = f.prepared_key and n.outline_version = f.outline_version)
        or n.created_at > f.created_at))
    and not exists (select 1 from search_gaps g where g.acquisition_id = f.acquisition_id and g.model_id = $2
      and g.model_version = $3 and g.prepared_key = f.prepared_key)`;

/** In the order of their ids, from behind `after`. */
export async function listUndescribed(
  tx: SqlExecutor,
  region: Region,
  model: ModelVersion,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly Undescribed[]> {
  const { rows } = await tx.query(
    `select distinct f.acquisition_id as id, f.owner_state ${UNDESCRIBED} and ($4::uuid is null or f.acquisition_id > $4::uuid)
     order by f.acquisition_id limit $5`,
    [region, model.id, model.version, after, limit],
  );
  return rows.map((row) => {
    const r = z.object({ id: z.string(), owner_state: stateCodeSchema }).parse(row);
    return { acquisitionId: r.id, ownerState: r.owner_state };
  });
}

export interface ModelProgress {
  /** Acquisitions of the region that the model has described. */
  readonly described: number;
  /** That it refused, with the reason in `search_gaps`. */
  readonly refused: number;
  /** That are still to be described by it. */
  readonly missing: number;
}

const progressSchema = z.object({
  described: z.coerce.number(),
  refused: z.coerce.number(),
  missing: z.coerce.number(),
});

export async function countProgress(tx: SqlExecutor, region: Region, model: ModelVersion): Promise<ModelProgress> {
  const { rows } = await tx.query("select * from model_progress($1, $2, $3)", [region, model.id, model.version]);
  return progressSchema.parse(rows[0]);
}
