/** Business days of a state: Monday to Friday in its own time zone, but for its public holidays. */
import { DateTime } from "luxon";
import type { StateCode } from "../vocabulary.ts";
import { findHolidays } from "./find-holidays.ts";
import { TIME_ZONES } from "./time-zones.ts";

/** What a state recorded about single days beside its rules: ISO date to whether that day is a holiday (or worked all the same). */
export type RecordedDays = ReadonlyMap<string, "holiday" | "working">;

/** An exhibit is acquired within so many business days of its receipt. */
const ACQUISITION_BUSINESS_DAYS = 2;

const FRIDAY = 5;

export function isBusinessDay(state: StateCode, day: string, recorded: RecordedDays = new Map()): boolean {
  const said = recorded.get(day);
  if (said !== undefined) return said === "working";
  const date = DateTime.fromISO(day, { zone: "utc" });
  return date.weekday <= FRIDAY && !holidaysOf(state, date.year).has(day);
}

/**
 * The end of the `days`-th business day after the day of `from`, in the state's time zone: the first moment at which it is too late.
 * The day of receipt itself does not count, whatever the hour.
 */
export function addBusinessDays(state: StateCode, from: Date, days: number, recorded: RecordedDays = new Map()): Date {
  let day = DateTime.fromJSDate(from, { zone: TIME_ZONES[state] }).startOf("day");
  for (let left = days; left > 0; ) {
    day = day.plus({ days: 1 });
    if (isBusinessDay(state, day.toISODate()!, recorded)) left -= 1;
  }
  return day.plus({ days: 1 }).startOf("day").toJSDate();
}

/** When an exhibit that a lab received at `receivedAt` is to be acquired. */
export function findAcquisitionDue(state: StateCode, receivedAt: Date, recorded: RecordedDays = new Map()): Date {
  return addBusinessDays(state, receivedAt, ACQUISITION_BUSINESS_DAYS, recorded);
}

const known = new Map<string, ReadonlySet<string>>();

function holidaysOf(state: StateCode, year: number): ReadonlySet<string> {
  const key = `${state}${year}`;
  let days = known.get(key);
  if (days === undefined) {
    // A holiday at the end of a year may be kept at the beginning of the next.
    days = new Set([...findHolidays(state, year - 1), ...findHolidays(state, year)].map(({ day }) => day));
    known.set(key, days);
  }
  return days;
}
