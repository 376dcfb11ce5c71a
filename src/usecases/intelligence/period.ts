import { RibinError } from "../../domain/errors.ts";
import type { StatisticsPeriod } from "../../repositories/intelligence/statistics.ts";

/** Calendar dates, YYYY-MM-DD; `to` is the first day that no longer counts. */
export interface PeriodInput {
  readonly from: string;
  readonly to: string;
}

/** Days begin at 00:00 UTC. Errors: VALIDATION_FAILED naming `to`. */
export function readPeriod({ from, to }: PeriodInput): StatisticsPeriod {
  if (to <= from) throw refuse("to", "It is the first day after the period; give one after `from`");
  return { since: new Date(`${from}T00:00:00Z`), until: new Date(`${to}T00:00:00Z`) };
}

/** Whole months only: two periods that differ by a day would give away what happened on it. */
export function assertWholeMonths(period: PeriodInput): void {
  for (const field of ["from", "to"] as const) {
    if (!period[field].endsWith("-01"))
      throw refuse(field, "With other states' numbers, periods are of whole months; give a first day");
  }
}

function refuse(field: string, message: string): RibinError {
  return new RibinError("VALIDATION_FAILED", `${field}: ${message}.`, { errors: [{ field, message }] });
}
