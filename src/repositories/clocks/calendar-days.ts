import { z } from "zod";
import type { RecordedDays } from "../../domain/clock/business-days.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** What a state said of one day beside its rules; of two records of one day the newer one counts. */
export interface CalendarDay {
  readonly id: string;
  readonly state: StateCode;
  /** ISO 8601 date. */
  readonly day: string;
  readonly kind: "holiday" | "working";
  readonly name: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  state: stateCodeSchema,
  of_day: z.string(),
  kind: z.enum(["holiday", "working"]),
  name: z.string(),
  recorded_by: z.string(),
  recorded_at: z.date(),
});

function parseDay(row: unknown): CalendarDay {
  const { of_day, recorded_by, recorded_at, ...r } = rowSchema.parse(row);
  return { ...r, day: of_day, recordedBy: recorded_by, recordedAt: recorded_at };
}

export async function insertCalendarDay(tx: SqlExecutor, row: CalendarDay): Promise<void> {
  await tx.query(
    "insert into calendar_days (id, state, day, kind, name, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)",
    [row.id, row.state, row.day, row.kind, row.name, row.recordedBy, row.recordedAt],
  );
}

/** What counts, in the order of the days; of one year, or of all. */
export async function listCalendarDays(
  tx: SqlExecutor,
  state: StateCode,
  year: number | null,
): Promise<readonly CalendarDay[]> {
  const { rows } = await tx.query(
    `select distinct on (day) id, state, to_char(day, 'YYYY-MM-DD') as of_day, kind, name, recorded_by, recorded_at from calendar_days
     where state = $1 and ($2::int is null or extract(year from day) = $2) order by day, recorded_at desc, id desc`,
    [state, year],
  );
  return rows.map(parseDay);
}

/** As the rules of business days take them. */
export async function findRecordedDays(tx: SqlExecutor, state: StateCode): Promise<RecordedDays> {
  return new Map((await listCalendarDays(tx, state, null)).map(({ day, kind }) => [day, kind]));
}
