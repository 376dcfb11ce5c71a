import type { FieldProblem } from "../../domain/errors/field-problems.ts";
import { type RibinError, refuseField } from "../../domain/errors.ts";
import type { StatisticsPeriod } from "../../repositories/intelligence/statistics.ts";

/** Calendar dates, YYYY-MM-DD; `to` is the first day that no longer counts. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface PeriodInput {
  /** Where it is left out: twelve months before `to`. */
  readonly from?: string | undefined;
  /** Where it is left out: the first day of the next month. */
  readonly to?: string | undefined;
}

/** The period with what was left out. */
export function completePeriod(input: PeriodInput, now: Date): Period {
  const to = input.to ?? writeDay(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  const end = new Date(`${to}T00:00:00Z`);
  return { from: input.from ?? writeDay(Date.UTC(end.getUTCFullYear() - 1, end.getUTCMonth(), 1)), to };
}

const writeDay = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Days begin at 00:00 UTC. Errors: VALIDATION_FAILED naming `to`. */
export function readPeriod({ from, to }: Period): StatisticsPeriod {
  if (to <= from) throw refuse("to", "before_start", "It is the first day after the period; give one after `from`");
  return { since: new Date(`${from}T00:00:00Z`), until: new Date(`${to}T00:00:00Z`) };
}

/** Whole months only: two periods that differ by a day would give away what happened on it. */
export function assertWholeMonths(period: Period): void {
  for (const field of ["from", "to"] as const) {
    if (!period[field].endsWith("-01"))
      throw refuse(field, "whole_months", "With other states' numbers, periods are of whole months; give a first day");
  }
}

function refuse(field: string, problem: FieldProblem, message: string): RibinError {
  return refuseField(field, { message, problem }, `${field}: ${message}.`);
}
