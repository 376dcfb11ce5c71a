/** The searches that a correlation request led to, one an acquisition. */
import { z } from "zod";
import { type Region, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { ModelVersion } from "../search/search-spaces.ts";
import type { CorrelationProgress } from "./correlation-requests.ts";

export interface CorrelationRun {
  readonly requestId: string;
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  /** Of the job that compares what is found. */
  readonly verifyJobKey: string;
}

/** A search that is asked for; once an acquisition and request. */
export async function insertRun(tx: SqlExecutor, run: CorrelationRun): Promise<void> {
  await tx.query(
    `insert into correlation_runs (request_id, acquisition_id, owner_state, verify_job_key) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [run.requestId, run.acquisitionId, run.ownerState, run.verifyJobKey],
  );
}

export interface SearchResult {
  readonly model: ModelVersion | null;
  readonly found: number;
  readonly added: number;
  /** The acquisitions that were found, where the request keeps the list itself. */
  readonly others: readonly string[] | null;
}

export async function finishRun(
  tx: SqlExecutor,
  key: { readonly requestId: string; readonly acquisitionId: string },
  result: SearchResult,
  at: Date,
): Promise<void> {
  await tx.query(
    `update correlation_runs set searched_at = $3, model_id = $4, model_version = $5, found = $6, added = $7,
       candidates = case when $8::uuid[] is not null then array(select c.id from candidates c
         where c.model_id = $4 and c.model_version = $5
           and ((c.acquisition_a = $2 and c.acquisition_b = any ($8)) or (c.acquisition_b = $2 and c.acquisition_a = any ($8)))) end
     where request_id = $1 and acquisition_id = $2`,
    [
      key.requestId,
      key.acquisitionId,
      at,
      result.model?.id ?? null,
      result.model?.version ?? null,
      result.found,
      result.added,
      result.others,
    ],
  );
}

const progressSchema = z.object({
  request_id: z.string(),
  searches: z.coerce.number(),
  searched: z.coerce.number(),
  verified: z.coerce.number(),
  failed: z.coerce.number(),
  found: z.coerce.number(),
  added: z.coerce.number(),
});
export const NO_PROGRESS: CorrelationProgress = {
  searches: 0,
  searched: 0,
  verified: 0,
  failed: 0,
  found: 0,
  added: 0,
};

/** By request id, of a state's evidence or, for null, of all; none where nothing was asked for yet. A job of a search or of its comparisons that failed for good counts as failed. */
export async function countProgressOf(
  tx: SqlExecutor,
  requestIds: readonly string[],
  ownerState: StateCode | null,
): Promise<ReadonlyMap<string, CorrelationProgress>> {
  const { rows } = await tx.query(
    `select r.request_id, count(*) as searches, count(r.searched_at) as searched,
       count(*) filter (where v.state = 'done') as verified,
       count(*) filter (where v.state = 'failed' or s.state = 'failed') as failed,
       coalesce(sum(r.found), 0) as found, coalesce(sum(r.added), 0) as added
     from correlation_runs r
       left join jobs v on v.key = r.verify_job_key
       left join jobs s on s.key = 'search-candidates' || substr(r.verify_job_key, length('verify-candidates') + 1)
     where r.request_id = any ($1::uuid[]) and ($2::text is null or r.owner_state = $2) group by r.request_id`,
    [requestIds, ownerState],
  );
  return new Map(
    rows.map((row) => {
      const { request_id, ...progress } = progressSchema.parse(row);
      return [request_id, progress];
    }),
  );
}

/** Of the candidates that a request found, where it kept them. */
export async function listFound(tx: SqlExecutor, requestId: string): Promise<readonly string[]> {
  const { rows } = await tx.query(
    "select unnest(candidates) as id from correlation_runs where request_id = $1 and candidates is not null",
    [requestId],
  );
  return rows.map((row) => z.string().parse(row.id));
}

/** Crime evidence (its casts included) of a region and state that the model describes, by id, from behind `after`. */
export async function listOpenEvidence(
  tx: SqlExecutor,
  of: { readonly region: Region; readonly ownerState: StateCode; readonly model: ModelVersion },
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await tx.query(
    `select acquisition_id as id from features
     where region = $1 and owner_state = $2 and model_id = $3 and model_version = $4 and own and category = 'CE'
       and ($5::uuid is null or acquisition_id > $5::uuid)
     order by acquisition_id limit $6`,
    [of.region, of.ownerState, of.model.id, of.model.version, after, limit],
  );
  return rows.map((row) => z.string().parse(row.id));
}

/** States with evidence of a region that the model describes. */
export async function listStatesWith(
  tx: SqlExecutor,
  region: Region,
  model: ModelVersion,
): Promise<readonly StateCode[]> {
  const { rows } = await tx.query("select code from states_described($1, $2, $3)", [region, model.id, model.version]);
  return rows.map((row) => stateCodeSchema.parse(row.code));
}
