import { findHolidays } from "../../domain/clock/find-holidays.ts";
import { TIME_ZONES } from "../../domain/clock/time-zones.ts";
import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { type CalendarDay, listCalendarDays } from "../../repositories/clocks/calendar-days.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";

export interface Calendar {
  readonly state: StateCode;
  readonly year: number;
  readonly timeZone: string;
  /** By the state's rules. */
  readonly holidays: readonly { readonly day: string; readonly name: string }[];
  /** What the state recorded beside them; it counts before them. */
  readonly recorded: readonly CalendarDay[];
}

/** By which days a state's clocks are counted; no secret among the states. Errors: FORBIDDEN. */
export async function readCalendar(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { state: StateCode; year: number },
): Promise<Calendar> {
  const subject = { kind: "calendar" as const, id: input.state };
  await authorise(deps, context, "lab.read", { ownerStates: [input.state] }, subject);
  return {
    state: input.state,
    year: input.year,
    timeZone: TIME_ZONES[input.state],
    holidays: findHolidays(input.state, input.year),
    recorded: await listCalendarDays(deps.sql, input.state, input.year),
  };
}
