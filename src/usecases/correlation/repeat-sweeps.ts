/**
 * A new version of the records has all of them made anew, while evidence goes on arriving: a pass that runs meanwhile is not laid on marks
 * that have no record yet, nor will theirs be laid on its mark, for they were swept long ago. So it is done once more at the end.
 */
import { COMPARABLE_REGIONS, type Region } from "../../domain/vocabulary.ts";
import { causeOfFilling, readFilledSweepId } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { hasUnsweptMarks } from "../../repositories/correlation/sweep-records.ts";
import {
  countIncompleteSweeps,
  findSweep,
  lockSweepRecords,
  type Sweep,
  takeIncompleteSweeps,
} from "../../repositories/correlation/sweeps.ts";
import type { Deps } from "../deps.ts";
import { findSweepMethod } from "./make-sweep-record.ts";
import { askForSweep } from "./plan-sweep.ts";

/**
 * Asks, where every mark of the region has its record now, for the passes that began before. Whoever ends a filling and whoever begins a pass
 * meet at a lock, so that none falls between them. Returns how many were asked for.
 */
export async function repeatSweeps(tx: SqlExecutor, region: Region, requestId: string, at: Date): Promise<number> {
  await lockSweepRecords(tx, region, "end");
  if (await hasUnsweptMarks(tx, region, findSweepMethod(region))) return 0;
  const sweeps = await takeIncompleteSweeps(tx, region, at);
  for (const sweep of sweeps) {
    await askForSweep(
      tx,
      { id: sweep.acquisitionId, ownerState: sweep.ownerState },
      causeOfFilling(sweep.id),
      requestId,
      at,
    );
  }
  return sweeps.length;
}

/**
 * The same for every region: records are also made by what prepares a mark anew, or no longer needed since its exhibit was removed. Returns
 * how many were asked for, and how many passes still wait for records.
 */
export async function repeatAllSweeps(
  deps: Pick<Deps, "sql" | "clock">,
  requestId: string,
): Promise<{ readonly repeated: number; readonly waiting: number }> {
  if ((await countIncompleteSweeps(deps.sql)) === 0) return { repeated: 0, waiting: 0 };
  let repeated = 0;
  for (const region of COMPARABLE_REGIONS) {
    repeated += await deps.sql.transaction((tx) => repeatSweeps(tx, region, requestId, deps.clock.now()));
  }
  return { repeated, waiting: await countIncompleteSweeps(deps.sql) };
}

/** Why the pass was asked for in the first place, however often it was repeated since. */
export async function findFirstCause(tx: SqlExecutor, sweep: Sweep): Promise<string | null> {
  let { cause } = sweep;
  for (;;) {
    const repeated = readFilledSweepId(cause);
    const before = repeated === null ? null : await findSweep(tx, repeated);
    if (before === null) return cause;
    cause = before.cause;
  }
}
