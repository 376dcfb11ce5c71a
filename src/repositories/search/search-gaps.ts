/** Why an acquisition has no vector of a model: it is kept, and cannot be searched by it. */
import { z } from "zod";
import type { Region, StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { ModelVersion } from "./search-spaces.ts";

export interface SearchGap {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  readonly region: Region;
  readonly modelId: string;
  readonly modelVersion: string;
  /** Of the errors' table. */
  readonly code: string;
  readonly reason: string;
  /** Of the mark that could not be described. */
  readonly preparedKey: string;
  readonly createdAt: Date;
}

/** In the place of an older one of the same model. */
export async function upsertGap(tx: SqlExecutor, gap: SearchGap): Promise<void> {
  await tx.query(
    `insert into search_gaps (acquisition_id, owner_state, region, model_id, model_version, code, reason, prepared_key, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (acquisition_id, model_id, model_version) do update set code = excluded.code, reason = excluded.reason,
       prepared_key = excluded.prepared_key, created_at = excluded.created_at`,
    [
      gap.acquisitionId,
      gap.ownerState,
      gap.region,
      gap.modelId,
      gap.modelVersion,
      gap.code,
      gap.reason,
      gap.preparedKey,
      gap.createdAt,
    ],
  );
}

export async function deleteGap(tx: SqlExecutor, acquisitionId: string, model: ModelVersion): Promise<void> {
  await tx.query("delete from search_gaps where acquisition_id = $1 and model_id = $2 and model_version = $3", [
    acquisitionId,
    model.id,
    model.version,
  ]);
}

/** In words, with its code; null where nothing hinders. */
export async function findGap(tx: SqlExecutor, acquisitionId: string, model: ModelVersion): Promise<string | null> {
  const { rows } = await tx.query(
    "select code, reason from search_gaps where acquisition_id = $1 and model_id = $2 and model_version = $3",
    [acquisitionId, model.id, model.version],
  );
  if (rows[0] === undefined) return null;
  const { code, reason } = z.object({ code: z.string(), reason: z.string() }).parse(rows[0]);
  return `${code}: ${reason}`;
}
