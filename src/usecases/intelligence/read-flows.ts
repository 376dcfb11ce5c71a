import type { RequestContext } from "../../domain/context.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Flow, readFlows as readFlowRows } from "../../repositories/intelligence/flows.ts";
import type { Deps } from "../deps.ts";
import { findStatisticsReader } from "./find-statistics-reader.ts";
import { completePeriod, type Period, type PeriodInput, readPeriod } from "./period.ts";

export interface FlowsView extends Period {
  readonly rows: readonly Flow[];
}

/**
 * Hits between states, by month. The own state's, or every state's for the region's coordinators and auditors, who are told no direction:
 * it follows from dates of occurrences, which are facts of cases. Errors: FORBIDDEN, VALIDATION_FAILED (period).
 */
export async function readFlows(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  given: PeriodInput,
): Promise<FlowsView> {
  const reader = await findStatisticsReader(deps, context);
  const now = deps.clock.now();
  const input = completePeriod(given, now);
  const rows = await readFlowRows(deps.sql, reader, readPeriod(input), now);
  const released = rows.filter((row) => row.directed).flatMap((row) => [row.fromState, row.toState]);
  const states = [...new Set(released)].filter((state) => state !== reader.state);
  if (reader.everybody || states.length > 0) {
    await insertAuditEvent(deps.sql, context, {
      at: now,
      action: "flows.read",
      targetKind: "flows",
      targetId: "list",
      // A direction tells of dates that these states released.
      ownerStates: states,
      detail: { ...input, rows: rows.length },
    });
  }
  return { ...input, rows };
}
