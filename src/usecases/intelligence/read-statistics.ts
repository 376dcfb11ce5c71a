import type { RequestContext } from "../../domain/context.ts";
import { type Grouping, withholdComplements } from "../../domain/intelligence/statistics.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  readStatistics as readStatisticsRows,
  type StatisticsRow,
} from "../../repositories/intelligence/statistics.ts";
import type { Deps } from "../deps.ts";
import { findStatisticsReader } from "./find-statistics-reader.ts";
import { assertWholeMonths, completePeriod, type Period, type PeriodInput, readPeriod } from "./period.ts";

interface StatisticsQuestion {
  readonly by: readonly Grouping[];
  /** With a row of the other states together, for a reader who is not given each. */
  readonly others: boolean;
}

export type StatisticsInput = StatisticsQuestion & PeriodInput;

export interface StatisticsView extends StatisticsQuestion, Period {
  readonly rows: readonly StatisticsRow[];
}

/**
 * Counts and turnarounds by what is asked for. A reader of one state is given its own in full and, when asked for, the others' together,
 * with small numbers withheld. Errors: FORBIDDEN, VALIDATION_FAILED (period).
 */
export async function readStatistics(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  given: StatisticsInput,
): Promise<StatisticsView> {
  const reader = await findStatisticsReader(deps, context);
  const now = deps.clock.now();
  const input = { ...given, ...completePeriod(given, now) };
  const period = readPeriod(input);
  const pooled = input.others && !reader.everybody;
  if (pooled) assertWholeMonths(input);
  const rows = await readStatisticsRows(deps.sql, { ...reader, pooled }, { ...period, by: input.by }, now);
  if (reader.everybody || pooled) {
    await insertAuditEvent(deps.sql, context, {
      at: now,
      action: "statistics.read",
      targetKind: "statistics",
      targetId: "list",
      ownerStates: [],
      detail: { ...input, rows: rows.length },
    });
  }
  const [own, others] = [rows.filter((row) => row.state !== "others"), rows.filter((row) => row.state === "others")];
  return { ...input, rows: [...own, ...withholdComplements(others)] };
}
