/** What is due soon, overdue, or overdue for so long that the region is told: said once each, as a record and an audit event. */
import { findAcquisitionDue, type RecordedDays } from "../../domain/clock/business-days.ts";
import {
  CLOCK_LEVELS,
  type ClockLevel,
  ESCALATION_HOURS,
  findClockLevel,
  findWarning,
} from "../../domain/clock/lead-clock.ts";
import { type RequestContext, SYSTEM_ACTOR } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findRecordedDays } from "../../repositories/clocks/calendar-days.ts";
import { type ClockAlert, findSaidExhibits, insertClockAlert } from "../../repositories/clocks/clock-alerts.ts";
import { listAllWaiting } from "../../repositories/clocks/exhibit-clocks.ts";
import { listUnsaidClocks } from "../../repositories/clocks/linkage-clocks.ts";
import type { Deps } from "../deps.ts";

const BATCH = 500;
const CONTEXT: RequestContext = { actor: SYSTEM_ACTOR, requestId: "service-clocks" };

/** How many alerts were raised; running it in many processes raises each once. A full batch means that there may be more. */
export async function raiseClockAlerts(deps: Pick<Deps, "sql" | "clock">): Promise<number> {
  const now = deps.clock.now();
  let raised = 0;
  for (const level of CLOCK_LEVELS) {
    for (const alert of [
      ...(await findLeadAlerts(deps, level, now)),
      ...(await findAcquisitionAlerts(deps, level, now)),
    ]) {
      raised += await raise(deps, alert);
    }
  }
  return raised;
}

async function findLeadAlerts(deps: Pick<Deps, "sql">, level: ClockLevel, now: Date): Promise<readonly ClockAlert[]> {
  const before = new Date(now.getTime() + leadOf(level, false));
  const urgentBefore = new Date(now.getTime() + leadOf(level, true));
  const clocks = await listUnsaidClocks(deps.sql, level, { before, urgentBefore }, BATCH);
  return clocks.map((clock) => ({ kind: "lead", subjectId: clock.linkageId, level, raisedAt: now, ...pick(clock) }));
}

/** Milliseconds from now until when a clock may be due to be of that level. */
function leadOf(level: ClockLevel, urgent: boolean): number {
  if (level === "due_soon") return findWarning("lead", urgent);
  return level === "overdue" ? 0 : -ESCALATION_HOURS * 3_600_000;
}

async function findAcquisitionAlerts(
  deps: Pick<Deps, "sql">,
  level: ClockLevel,
  now: Date,
): Promise<readonly ClockAlert[]> {
  const calendars = new Map<StateCode, RecordedDays>();
  const due: ClockAlert[] = [];
  for (const row of await listAllWaiting(deps.sql, null)) {
    const { state, labId, receivedAt } = row;
    if (!calendars.has(state)) calendars.set(state, await findRecordedDays(deps.sql, state));
    const dueAt = findAcquisitionDue(state, receivedAt, calendars.get(state)!);
    const reached = findClockLevel({ kind: "acquisition", dueAt, urgent: row.urgent }, now);
    if (reached === null || CLOCK_LEVELS.indexOf(reached) < CLOCK_LEVELS.indexOf(level)) continue;
    due.push({ kind: "acquisition", subjectId: row.exhibitId, state, level, labId, dueAt, raisedAt: now });
  }
  const said = await findSaidExhibits(
    deps.sql,
    level,
    due.map((alert) => alert.subjectId),
  );
  return due.filter((alert) => !said.has(alert.subjectId)).slice(0, BATCH);
}

function pick(clock: { state: StateCode; labId: string; dueAt: Date }) {
  return { state: clock.state, labId: clock.labId, dueAt: clock.dueAt };
}

async function raise(deps: Pick<Deps, "sql">, alert: ClockAlert): Promise<0 | 1> {
  return deps.sql.transaction(async (tx) => {
    if (!(await insertClockAlert(tx, alert))) return 0;
    await insertAuditEvent(tx, CONTEXT, {
      at: alert.raisedAt,
      action: "clock.raised",
      targetKind: alert.kind === "lead" ? "linkage" : "exhibit",
      targetId: alert.subjectId,
      // The own clock of one state: the other is not told how it keeps it.
      ownerStates: [alert.state],
      detail: { clock: alert.kind, level: alert.level, labId: alert.labId },
    });
    return 1;
  });
}
