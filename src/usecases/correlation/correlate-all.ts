/** All open crime evidence of a region is searched anew, behind what labs send in. */
import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import type { Region } from "../../domain/vocabulary.ts";
import { type CorrelatePayload, correlatePayloadSchema } from "../../jobs/background-payloads.ts";
import { causeOfRequest, makeJobKey } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import {
  type CorrelationParameters,
  type CorrelationRequest,
  insertRequest,
} from "../../repositories/correlation/correlation-requests.ts";
import { insertRun, listOpenEvidence, listStatesWith } from "../../repositories/correlation/correlation-runs.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import type { Deps } from "../deps.ts";
import { askForBackground, askForJob } from "../jobs/ask-for-job.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";

/** Searches that a job asks for. */
const BATCH = 500;

export interface CorrelateAll {
  readonly region: Region;
  readonly reason: string;
  readonly caseNumber?: string | null;
  readonly parameters?: CorrelationParameters;
}

/** Writes the request and asks for its first jobs, one a state that has evidence of the region. */
export async function correlateAll(
  tx: SqlExecutor,
  context: RequestContext,
  { region, reason, caseNumber = null, parameters = {} }: CorrelateAll,
  at: Date,
): Promise<CorrelationRequest> {
  const request: CorrelationRequest = {
    id: uuidv7(),
    ownerState: null,
    kind: "all",
    region,
    acquisitionId: null,
    parameters,
    reason,
    caseNumber,
    // Every state reads such a request: its asker's own case number is not in it.
    purpose: context.actor.work?.purpose ?? null,
    workPurposeId: context.actor.work?.id ?? null,
    askedByKind: context.actor.kind,
    askedBy: context.actor.id,
    createdAt: at,
  };
  await insertRequest(tx, request);
  const model = await findActiveModel(tx, region);
  for (const ownerState of model === null ? [] : await listStatesWith(tx, region, model)) {
    await askNext(tx, { requestId: request.id, region, ownerState, after: null }, context.requestId, at);
  }
  return request;
}

/** Asks for the next searches of a state's evidence, and for the job that asks for those behind them. */
export async function correlateOpen(deps: Pick<Deps, "sql" | "clock">, run: BackgroundRun): Promise<void> {
  const payload = correlatePayloadSchema.parse(run.payload);
  const { requestId, region, ownerState, after } = payload;
  await completeBackground(deps, run, async (tx, at) => {
    const model = await findActiveModel(tx, region);
    if (model === null) return;
    const ids = await listOpenEvidence(tx, { region, ownerState, model }, { after, limit: BATCH });
    const cause = causeOfRequest(requestId);
    for (const id of ids) {
      await insertRun(tx, {
        requestId,
        acquisitionId: id,
        ownerState,
        verifyJobKey: makeJobKey("verify-candidates", id, cause),
      });
      await askForJob(tx, "search-candidates", { id, ownerState }, run.job.requestId, at, cause, "low");
    }
    if (ids.length === BATCH) await askNext(tx, { ...payload, after: ids.at(-1) ?? null }, run.job.requestId, at);
  });
}

async function askNext(tx: SqlExecutor, payload: CorrelatePayload, requestId: string, at: Date): Promise<void> {
  const key = `${payload.requestId}/${payload.ownerState}/${payload.after ?? "first"}`;
  await askForBackground(tx, "correlate-open", { payload, key, ownerState: payload.ownerState }, requestId, at);
}
