import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type CalendarDay, insertCalendarDay } from "../../repositories/clocks/calendar-days.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";

export interface RecordCalendarDayInput {
  readonly state: StateCode;
  readonly day: string;
  readonly kind: "holiday" | "working";
  readonly name: string;
}

/** A proclaimed holiday, or a day that is worked although the rules say otherwise. A later record of the day counts instead. Errors: FORBIDDEN. */
export async function recordCalendarDay(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RecordCalendarDayInput,
): Promise<CalendarDay> {
  const subject = { kind: "calendar" as const, id: input.state };
  await authorise(deps, context, "calendar.record", { ownerStates: [input.state] }, subject);
  const now = deps.clock.now();
  const row: CalendarDay = { ...input, id: uuidv7(), recordedBy: context.actor.id, recordedAt: now };
  await deps.sql.transaction(async (tx) => {
    await insertCalendarDay(tx, row);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "calendar.day_recorded",
      targetKind: "calendar",
      targetId: input.state,
      ownerStates: [input.state],
      detail: { day: input.day, kind: input.kind },
    });
  });
  return row;
}
