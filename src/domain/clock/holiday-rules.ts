/** In which words a public holiday that comes every year is told. */

/** What is done with a holiday that falls on a weekend: kept on the next Monday (or free day), on Sundays only, or not moved. */
export type Shift = "weekend" | "sunday" | "stays" | "day before" | "nearest monday";

export type HolidayRule = { readonly name: string } & (
  | { readonly on: string; readonly shift?: Shift }
  /** Days after Easter Sunday. */
  | { readonly easter: number }
  /** The first such weekday (1 Monday) from that day of the month, or the month's last; and days after it. */
  | { readonly weekday: number; readonly month: number; readonly from: number | "end"; readonly after?: number }
);

export const on = (day: string, name: string, shift?: Shift): HolidayRule => ({
  name,
  on: day,
  ...(shift ? { shift } : {}),
});
export const easter = (days: number, name: string): HolidayRule => ({ name, easter: days });
export const monday = (month: number, nth: number, name: string, after = 0): HolidayRule => ({
  name,
  weekday: 1,
  month,
  from: 1 + 7 * (nth - 1),
  after,
});
export const weekday = (day: number, month: number, from: number | "end", name: string): HolidayRule => ({
  name,
  weekday: day,
  month,
  from,
});

export const NEW_YEAR = on("01-01", "New Year's Day");
export const GOOD_FRIDAY = easter(-2, "Good Friday");
const EASTER_MONDAY = easter(1, "Easter Monday");
export const WHIT_MONDAY = easter(50, "Whit Monday");
export const CORPUS_CHRISTI = easter(60, "Corpus Christi");
export const ASH_WEDNESDAY = easter(-46, "Ash Wednesday");
export const MAY_DAY = on("05-01", "Labour Day");
export const LABOUR_MONDAY = monday(5, 1, "Labour Day");
export const EMANCIPATION = on("08-01", "Emancipation Day");
export const EMANCIPATION_MONDAY = monday(8, 1, "Emancipation Day");
export const CHRISTMAS = [on("12-25", "Christmas Day"), on("12-26", "Boxing Day")];
export const EASTER = [GOOD_FRIDAY, EASTER_MONDAY];

export interface Calendar {
  readonly shift: Shift;
  readonly rules: readonly HolidayRule[];
}
export const keeps = (shift: Shift, ...rules: HolidayRule[]): Calendar => ({ shift, rules });
