import { COMPARABLE_REGIONS, type StateCode } from "../../domain/vocabulary.ts";
import { fillSweepPayloadSchema } from "../../jobs/sweep-payloads.ts";
import { lockAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { findNewestMark, type NewestMark } from "../../repositories/acquisitions/features.ts";
import { listUnsweptMarks } from "../../repositories/correlation/sweep-records.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import type { Deps } from "../deps.ts";
import { askForBackground } from "../jobs/ask-for-job.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";
import { findSweepMethod, keepSweepRecord, type MadeSweepRecord, makeSweepRecord } from "./make-sweep-record.ts";
import { repeatSweeps } from "./repeat-sweeps.ts";

const BATCH = 100;
const MOST_BATCHES = 10;
const REQUEST_ID = "second-net";

/**
 * Asks that marks of which this program has no sweep record get one: those of older versions, from what is stored of them. Asking twice is
 * asking once. Returns how many marks were asked for.
 */
export async function askForSweepRecords(deps: Pick<Deps, "sql" | "clock">): Promise<number> {
  let asked = 0;
  for (const region of COMPARABLE_REGIONS) {
    const sweep = findSweepMethod(region);
    const marks = await listUnsweptMarks(deps.sql, region, sweep, BATCH * MOST_BATCHES);
    for (let from = 0; from < marks.length; from += BATCH) {
      const batch = marks.slice(from, from + BATCH);
      const [first, last] = [batch[0], batch.at(-1)];
      if (first === undefined || last === undefined) break;
      const work = {
        payload: { region, acquisitionIds: batch.map(({ acquisitionId }) => acquisitionId) },
        key: `${sweep.method}@${sweep.methodVersion}/${first.acquisitionId}/${last.acquisitionId}/${batch.length}`,
        ownerState: first.ownerState satisfies StateCode,
      };
      if (await askForBackground(deps.sql, "fill-sweep", work, REQUEST_ID, deps.clock.now())) asked += batch.length;
    }
  }
  return asked;
}

/** Makes the records of marks that were prepared before; a mark that another took the place of meanwhile is left to the next look. */
export async function fillSweep(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pool">,
  run: BackgroundRun,
): Promise<void> {
  const { region, acquisitionIds } = fillSweepPayloadSchema.parse(run.payload);
  const records: { mark: NewestMark; made: MadeSweepRecord }[] = [];
  for (const id of acquisitionIds) {
    const mark = await findNewestMark(deps.sql, id);
    if (mark === null) continue;
    const stored = { key: mark.preparedKey, sha256: mark.preparedSha256 };
    records.push({ mark, made: await makeSweepRecord(deps, region, () => readMark(deps, stored)) });
  }
  await completeBackground(deps, run, async (tx, at) => {
    for (const { mark, made } of records) {
      await lockAcquisition(tx, mark.acquisitionId);
      if ((await findNewestMark(tx, mark.acquisitionId))?.preparedKey !== mark.preparedKey) continue;
      await keepSweepRecord(tx, { ...mark, region }, made, at);
    }
    await repeatSweeps(tx, region, run.job.requestId, at);
  });
}
