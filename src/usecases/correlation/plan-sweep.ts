import { v7 as uuidv7 } from "uuid";
import { type SweepGalleryPayload, sweepGalleryPayloadSchema } from "../../jobs/sweep-payloads.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Acquisition, findAcquisition, findRemovalOf } from "../../repositories/acquisitions/acquisitions.ts";
import { findNewestMark, type NewestMark } from "../../repositories/acquisitions/features.ts";
import { findSweepRecord, hasUnsweptMarks, listSweepBuckets } from "../../repositories/correlation/sweep-records.ts";
import { insertSweep, lockSweepRecords } from "../../repositories/correlation/sweeps.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import type { Deps } from "../deps.ts";
import { askForBackground } from "../jobs/ask-for-job.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";
import { findSweepMethod, keepSweepRecord, type MadeSweepRecord, makeSweepRecord } from "./make-sweep-record.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool">;

/** Asks for a pass of the second net, behind the list that somebody waits for. One an acquisition and cause. */
export async function askForSweep(
  tx: SqlExecutor,
  acquisition: Pick<Acquisition, "id" | "ownerState">,
  cause: string | null,
  requestId: string,
  at: Date,
): Promise<void> {
  const payload: SweepGalleryPayload = { acquisitionId: acquisition.id, ...(cause === null ? {} : { cause }) };
  const key = cause === null ? acquisition.id : `${acquisition.id}/${cause}`;
  await askForBackground(tx, "sweep-gallery", { payload, key, ownerState: acquisition.ownerState }, requestId, at);
}

/**
 * Splits a pass over every stored mark of the region into parts, a bucket of record numbers each, that any worker may do. Of a mark that has
 * no record yet one is made first. Where it cannot be registered, or there is nothing to register it with, the pass says so and is over.
 */
export async function planSweep(deps: Needs, run: BackgroundRun): Promise<void> {
  const { acquisitionId, cause = null } = sweepGalleryPayloadSchema.parse(run.payload);
  const acquisition = await findAcquisition(deps.sql, acquisitionId);
  const newest = await findNewestMark(deps.sql, acquisitionId);
  // It was removed, or its vectors went meanwhile: what comes in their place asks for a pass of its own.
  const removedAt = await findRemovalOf(deps.sql, acquisitionId);
  if (acquisition === null || newest === null || removedAt !== null)
    return completeBackground(deps, run, async () => {});
  const sweep = findSweepMethod(acquisition.region);
  const made = await makeMissing(deps, acquisition, newest);
  await completeBackground(deps, run, async (tx, at) => {
    if ((await findNewestMark(tx, acquisitionId))?.preparedKey !== newest.preparedKey) return;
    if (made !== null) await keepSweepRecord(tx, { ...newest, region: acquisition.region }, made, at);
    const reason = (await findSweepRecord(tx, acquisitionId))?.reason ?? null;
    const model = await findActiveModel(tx, acquisition.region);
    await lockSweepRecords(tx, acquisition.region, "begin");
    const incomplete = reason === null && (await hasUnsweptMarks(tx, acquisition.region, sweep));
    const buckets = reason === null && model !== null ? await listSweepBuckets(tx, acquisition.region, sweep) : [];
    const id = uuidv7();
    const isNew = await insertSweep(tx, {
      ...sweep,
      id,
      acquisitionId,
      ownerState: acquisition.ownerState,
      region: acquisition.region,
      cause,
      state: buckets.length === 0 ? "idle" : "running",
      reason,
      shards: buckets.length,
      startedAt: at,
      finishedAt: buckets.length === 0 ? at : null,
      incomplete,
    });
    if (!isNew) return;
    for (const [shard, bucket] of buckets.entries()) {
      const work = {
        payload: { sweepId: id, shard, bucket },
        key: `${id}/${shard}`,
        ownerState: acquisition.ownerState,
      };
      await askForBackground(tx, "sweep-shard", work, run.job.requestId, at);
    }
  });
}

async function makeMissing(deps: Needs, acquisition: Acquisition, newest: NewestMark): Promise<MadeSweepRecord | null> {
  const { method, methodVersion } = findSweepMethod(acquisition.region);
  const there = await findSweepRecord(deps.sql, acquisition.id);
  const current =
    there?.method === method && there.methodVersion === methodVersion && there.preparedKey === newest.preparedKey;
  if (current) return null;
  const mark = { key: newest.preparedKey, sha256: newest.preparedSha256 };
  return makeSweepRecord(deps, acquisition.region, () => readMark(deps, mark));
}
