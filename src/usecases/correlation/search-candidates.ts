import { v7 as uuidv7 } from "uuid";
import type { Turning } from "../../domain/turn-vector.ts";
import { isOfModel, isOwnWay, makeJobKey, readRequestId } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { findFeature } from "../../repositories/acquisitions/features.ts";
import { insertCandidates } from "../../repositories/correlation/candidates.ts";
import {
  type CorrelationRequest,
  findRequest,
  insertRequest,
} from "../../repositories/correlation/correlation-requests.ts";
import { finishRun, insertRun } from "../../repositories/correlation/correlation-runs.ts";
import { findNearest } from "../../repositories/search/nearest-features.ts";
import { findGap } from "../../repositories/search/search-gaps.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import type { ModelVersion } from "../../repositories/search/search-spaces.ts";
import type { Deps } from "../deps.ts";
import { completeStep, type StepRun } from "../jobs/complete-step.ts";
import { askForSweep } from "./plan-sweep.ts";

/**
 * Fourth arrow: the nearest vectors of the region's model become candidates; the search leaves a record of its own, or is one of a
 * request's. Two acquisitions that are processed at once cannot miss each other: each searches in a transaction that begins after its own
 * vector was committed, so the later of the two searches sees both. A search for a cause ends at once where there is no vector: there is
 * none to come, or the acquisition's own search is still ahead.
 */
export async function searchCandidates(
  deps: Pick<Deps, "sql" | "replica" | "clock" | "embedder" | "limits" | "vectorMemory" | "meters">,
  run: StepRun,
): Promise<void> {
  const { acquisition } = run;
  await completeStep(deps, run, async (tx, at) => {
    const model = await findActiveModel(tx, acquisition.region);
    const described = model !== null && (await findFeature(tx, acquisition.id, model)) !== null;
    const turning = deps.embedder.models.find(
      ({ id, version }) => id === model?.id && version === model.version,
    )?.turning;
    const ownWay = isOwnWay(run.cause);
    const request = await findOrRecordRequest(tx, run, at);
    if (!described) await finishRun(tx, keyOf(run, request), { model, found: 0, added: 0, others: null }, at);
    if (!ownWay && !described) return null;
    const found = described
      ? await search(tx, deps, run, { model, turning, request, limit: deps.limits.candidatesVerified }, at)
      : null;
    // Behind the list. Vectors of another model, for one mark or for all, change nothing in what was registered.
    if (described && request.kind !== "all" && !isOfModel(run.cause)) {
      await askForSweep(tx, acquisition, run.cause, run.job.requestId, at);
    }
    // Its stage says what is wrong with it; the retry of what failed goes on with the new candidates.
    if (!ownWay && acquisition.stage === "failed") return null;
    return {
      change: { stage: "searched", note: described ? null : await describeMissing(tx, acquisition, model) },
      action: "acquisition.searched",
      detail: {
        ...(found ?? { found: 0, added: 0 }),
        ...(run.cause === null ? {} : { cause: run.cause }),
        model: model ? `${model.id}@${model.version}` : null,
      },
    };
  });
}

/** A request by a person or for a whole region is there already; every other search leaves its own. */
async function findOrRecordRequest(tx: SqlExecutor, run: StepRun, at: Date): Promise<CorrelationRequest> {
  const { acquisition, cause } = run;
  const asked = readRequestId(cause);
  const known = asked === null ? null : await findRequest(tx, asked);
  if (known !== null) return known;
  const arrival = cause === null;
  const request: CorrelationRequest = {
    id: uuidv7(),
    ownerState: acquisition.ownerState,
    kind: arrival ? "arrival" : "change",
    region: acquisition.region,
    acquisitionId: acquisition.id,
    parameters: {},
    reason: cause ?? "arrival",
    caseNumber: null,
    purpose: null,
    workPurposeId: null,
    askedByKind: arrival ? acquisition.createdByKind : "system",
    askedBy: arrival ? acquisition.createdBy : "system",
    createdAt: at,
  };
  await insertRequest(tx, request);
  await insertRun(tx, {
    requestId: request.id,
    acquisitionId: acquisition.id,
    ownerState: acquisition.ownerState,
    verifyJobKey: makeJobKey("verify-candidates", acquisition.id, cause),
  });
  return request;
}

const keyOf = ({ acquisition }: StepRun, request: CorrelationRequest) => ({
  requestId: request.id,
  acquisitionId: acquisition.id,
});

interface SearchInput {
  readonly model: ModelVersion;
  readonly turning: Turning | null | undefined;
  readonly request: CorrelationRequest;
  readonly limit: number;
}

async function search(
  tx: SqlExecutor,
  { sql, replica, vectorMemory: memory, meters }: Pick<Deps, "sql" | "replica" | "vectorMemory" | "meters">,
  run: StepRun,
  { model, turning, request, limit }: SearchInput,
  now: Date,
): Promise<{ found: number; added: number }> {
  const { acquisition } = run;
  const { limit: asked, ...filter } = request.parameters;
  const query = { acquisitionId: acquisition.id, model, limit: asked ?? limit, now, filter, turning: turning ?? null };
  const began = performance.now();
  const neighbours = await findNearest(tx, memory === null ? query : { ...query, held: { memory, sql, replica } });
  meters?.observeSearch(acquisition.region, (performance.now() - began) / 1000);
  const candidates = neighbours.map((neighbour) => {
    const own = { id: acquisition.id, state: acquisition.ownerState };
    const other = { id: neighbour.acquisitionId, state: neighbour.ownerState };
    const [a, b] = own.id < other.id ? [own, other] : [other, own];
    return {
      id: uuidv7(),
      acquisitionA: a.id,
      acquisitionB: b.id,
      stateA: a.state,
      stateB: b.state,
      modelId: model.id,
      modelVersion: model.version,
      similarity: neighbour.similarity,
      createdAt: now,
    };
  });
  const result = { found: candidates.length, added: await insertCandidates(tx, candidates) };
  const others = request.kind === "manual" ? neighbours.map((each) => each.acquisitionId) : null;
  await finishRun(tx, keyOf(run, request), { model, ...result, others }, now);
  return result;
}

/** What stands in the way of the search, in words. */
async function describeMissing(
  tx: SqlExecutor,
  acquisition: Acquisition,
  model: ModelVersion | null,
): Promise<string | null> {
  if (acquisition.stageNote !== null) return acquisition.stageNote;
  if (model === null)
    return `Not searchable: REGION_UNSUPPORTED: No model describes marks of the region ${acquisition.region}.`;
  const gap = await findGap(tx, acquisition.id, model);
  return gap === null ? "Not searchable yet: the region's model is still to describe it." : `Not searchable: ${gap}`;
}
