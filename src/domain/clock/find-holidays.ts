/** The days of a year on which a state's rules say that its offices are closed. */
import { DateTime } from "luxon";
import type { StateCode } from "../vocabulary.ts";
import type { HolidayRule, Shift } from "./holiday-rules.ts";
import { HOLIDAYS } from "./holidays.ts";

export interface Holiday {
  /** ISO 8601 date of the day that is kept. */
  readonly day: string;
  readonly name: string;
}

const SATURDAY = 6;
const SUNDAY = 7;

/** In the order of the year; a holiday that falls on a weekend stands on the day on which it is kept, where the state keeps another. */
export function findHolidays(state: StateCode, year: number): readonly Holiday[] {
  const { shift, rules } = HOLIDAYS[state];
  const taken = new Map<string, string>();
  const fixed = rules.map((rule) => ({ rule, on: placeRule(rule, year) }));
  // What stays where it falls first, so that a holiday that moves passes over it.
  const moves = ({ rule, on }: (typeof fixed)[number]) =>
    moveDay(on, shiftOf(rule, shift)).toMillis() !== on.toMillis();
  const ordered = [...fixed].sort((a, b) => Number(moves(a)) - Number(moves(b)) || a.on.toMillis() - b.on.toMillis());
  for (const { rule, on } of ordered) {
    let kept = moveDay(on, shiftOf(rule, shift));
    if (kept.toMillis() !== on.toMillis()) while (taken.has(kept.toISODate()!)) kept = kept.plus({ days: 1 });
    const day = kept.toISODate()!;
    taken.set(day, taken.has(day) ? `${taken.get(day)}, ${rule.name}` : rule.name);
  }
  return [...taken].map(([day, name]) => ({ day, name })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

const shiftOf = (rule: HolidayRule, shift: Shift): Shift => ("shift" in rule && rule.shift ? rule.shift : shift);

function placeRule(rule: HolidayRule, year: number): DateTime {
  if ("easter" in rule) return findEaster(year).plus({ days: rule.easter });
  if ("on" in rule) return DateTime.fromISO(`${year}-${rule.on}`, { zone: "utc" });
  const from =
    rule.from === "end"
      ? DateTime.utc(year, rule.month).endOf("month").startOf("day").minus({ days: 6 })
      : DateTime.utc(year, rule.month, rule.from);
  const first = from.plus({ days: (rule.weekday - from.weekday + 7) % 7 });
  return first.plus({ days: rule.after ?? 0 });
}

function moveDay(day: DateTime, shift: Shift): DateTime {
  const { weekday } = day;
  if (shift === "stays" || (weekday === SATURDAY && shift === "sunday")) return day;
  if (shift === "day before") return weekday === SUNDAY ? day.minus({ days: 1 }) : day;
  if (shift === "nearest monday") {
    if (weekday === 2 || weekday === 3) return day.minus({ days: weekday - 1 });
    return weekday >= 4 && weekday <= 5 ? day.plus({ days: 8 - weekday }) : day;
  }
  return weekday >= SATURDAY ? day.plus({ days: 8 - weekday }) : day;
}

/** Easter Sunday of the Gregorian calendar (the anonymous computus of Nature, 1876). */
function findEaster(year: number): DateTime {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return DateTime.utc(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}
