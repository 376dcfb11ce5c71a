import { v7 as uuidv7 } from "uuid";
import { turnVector } from "../../domain/turn-vector.ts";
import { causeOfSweep, readRequestId } from "../../jobs/catalog.ts";
import { sweepShardPayloadSchema } from "../../jobs/sweep-payloads.ts";
import type { Embedder } from "../../ports/embedder.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { findNewestMark, findVector } from "../../repositories/acquisitions/features.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findRequest } from "../../repositories/correlation/correlation-requests.ts";
import { listSweepNumbers } from "../../repositories/correlation/sweep-records.ts";
import {
  gatherSweepShards,
  insertSweepCandidates,
  insertSweepShard,
  type SweepFind,
} from "../../repositories/correlation/sweep-shards.ts";
import { findSweep, finishSweep, lockSweep, type Sweep } from "../../repositories/correlation/sweeps.ts";
import { listSweptMarks, type SweptMark } from "../../repositories/correlation/swept-marks.ts";
import type { SearchFilter } from "../../repositories/search/search-filter.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";
import { findSweepMethod } from "./make-sweep-record.ts";
import { readSweptRecords } from "./read-swept-records.ts";
import { findFirstCause } from "./repeat-sweeps.ts";

type Needs = Pick<Deps, "sql" | "replica" | "clock" | "blobs" | "pool" | "sweepCache" | "embedder">;

/** So many of the best of a pass go to verification; each costs some milliseconds. */
const MOST_FOUND = 100;

interface ShardResult {
  readonly compared: number;
  readonly unreadable: number;
  readonly best: readonly SweepFind[];
}
const NOTHING: ShardResult = { compared: 0, unreadable: 0, best: [] };

/**
 * Lays the records of one bucket on the acquisition's mark: of those that may be compared at this moment, as the database tells. A part that
 * runs twice counts once. The last part puts the best of all into the candidates, and asks for their verification.
 */
export async function runSweepShard(deps: Needs, run: BackgroundRun): Promise<void> {
  const { sweepId, shard, bucket } = sweepShardPayloadSchema.parse(run.payload);
  const sweep = await findSweep(deps.sql, sweepId);
  if (sweep === null || sweep.state !== "running") return completeBackground(deps, run, async () => {});
  const result = await registerBucket(deps, sweep, bucket);
  await completeBackground(deps, run, async (tx, at) => {
    const held = await lockSweep(tx, sweepId);
    if (held?.state !== "running") return;
    const done = await insertSweepShard(tx, { sweepId, ownerState: sweep.ownerState, shard, ...result });
    if (done === held.shards) await finish(tx, deps.embedder, held, run, at);
  });
}

async function registerBucket(deps: Needs, sweep: Sweep, bucket: number): Promise<ShardResult> {
  const model = await findActiveModel(deps.sql, sweep.region);
  const newest = await findNewestMark(deps.sql, sweep.acquisitionId);
  if (model === null || newest === null) return NOTHING;
  const [now, filter] = [deps.clock.now(), await findFilter(deps.sql, sweep)];
  const marks = await listSweptMarks(deps.sql, {
    acquisitionId: sweep.acquisitionId,
    model,
    sweep,
    bucket,
    filter,
    now,
  });
  const held = await listSweepNumbers(deps.sql, sweep.region, sweep, bucket);
  const byNumber = new Map(marks.map((mark) => [mark.number, mark]));
  const query = await readMark(deps, { key: newest.preparedKey, sha256: newest.preparedSha256 });
  const finds: SweepFind[] = [];
  let [compared, unreadable] = [0, 0];
  const parts = deps.sweepCache.readParts({ ...sweep, bucket }, held, [...byNumber.keys()], (numbers) =>
    readSweptRecords(deps, sweep.region, bucket, numbers),
  );
  for await (const { pack, slots } of parts) {
    const scores = await deps.pool.runTask("registerRecords", { query, pack, slots }, { priority: "low" });
    for (const [i, { number }] of slots.entries()) {
      const { acquisitionId, ownerState } = byNumber.get(number) as SweptMark;
      const score = scores[i] ?? Number.NaN;
      compared++;
      if (Number.isNaN(score)) unreadable++;
      else finds.push({ acquisitionId, ownerState, score });
    }
  }
  finds.sort((left, right) => right.score - left.score);
  return { compared, unreadable, best: finds.slice(0, MOST_FOUND) };
}

/** A person may have asked for more, or for less, than on arrival. */
async function findFilter(tx: SqlExecutor, sweep: Sweep): Promise<SearchFilter> {
  const asked = readRequestId(await findFirstCause(tx, sweep));
  const { limit: _, ...filter } = (asked === null ? null : await findRequest(tx, asked))?.parameters ?? {};
  return filter;
}

async function finish(tx: SqlExecutor, embedder: Embedder, sweep: Sweep, run: BackgroundRun, at: Date): Promise<void> {
  const { compared, unreadable, best } = await gatherSweepShards(tx, sweep.id, MOST_FOUND);
  const model = await findActiveModel(tx, sweep.region);
  const finds = best.map((find) => ({ ...find, id: uuidv7() }));
  const vector = model === null ? null : await findVector(tx, sweep.acquisitionId, model);
  const turning = embedder.models.find((each) => each.id === model?.id && each.version === model.version)?.turning;
  const added =
    model === null || vector === null
      ? 0
      : await insertSweepCandidates(tx, sweep, { model, turned: turnVector(vector, turning ?? null), finds }, at);
  await finishSweep(tx, sweep.id, { compared, unreadable, found: finds.length, added }, at);
  await insertAuditEvent(tx, run.context, {
    at,
    action: "acquisition.swept",
    targetKind: "acquisition",
    targetId: sweep.acquisitionId,
    ownerStates: [sweep.ownerState],
    detail: {
      compared,
      unreadable,
      found: finds.length,
      // What only this net found.
      added,
      method: `${sweep.method}@${sweep.methodVersion}`,
      registration: findSweepMethod(sweep.region).registration,
      ...(sweep.cause === null ? {} : { cause: sweep.cause }),
    },
  });
  if (added === 0) return;
  const acquisition = { id: sweep.acquisitionId, ownerState: sweep.ownerState };
  await askForJob(tx, "verify-candidates", acquisition, run.job.requestId, at, causeOfSweep(sweep.id), "low");
}
