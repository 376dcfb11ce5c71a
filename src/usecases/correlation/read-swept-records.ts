import type { Region } from "../../domain/vocabulary.ts";
import type { NumberedRecord } from "../../ports/sweep-cache.ts";
import { readSweepRecords } from "../../repositories/correlation/sweep-records.ts";
import type { Deps } from "../deps.ts";

/**
 * The records of the numbers, some 17 KB each: a replica's where there is one, for what stands under a number is never another. What it
 * has not received yet comes from the database itself, so that a replica that lags hides no mate.
 */
export async function readSweptRecords(
  deps: Pick<Deps, "sql" | "replica">,
  region: Region,
  bucket: number,
  numbers: readonly number[],
): Promise<readonly NumberedRecord[]> {
  if (deps.replica === undefined) return readSweepRecords(deps.sql, region, bucket, numbers);
  const found = await readSweepRecords(deps.replica, region, bucket, numbers);
  const known = new Set(found.map(({ number }) => number));
  const missing = numbers.filter((number) => !known.has(number));
  if (missing.length === 0) return found;
  return [...found, ...(await readSweepRecords(deps.sql, region, bucket, missing))];
}
