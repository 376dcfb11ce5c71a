import { findAcquisitionDue, type RecordedDays } from "../../domain/clock/business-days.ts";
import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { findRecordedDays } from "../../repositories/clocks/calendar-days.ts";
import { listAllWaiting, type WaitingExhibit } from "../../repositories/clocks/exhibit-clocks.ts";
import { type CandidateFigures, listCandidateFigures } from "../../repositories/clocks/queue-figures.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

export interface QueueView extends Pick<CandidateFigures, "labId" | "labName" | "state"> {
  readonly candidates: Omit<CandidateFigures, "labId" | "labName" | "state">;
  /** Exhibits that were received and not acquired. */
  readonly acquisitions: { readonly waiting: number; readonly overdue: number; readonly oldestAt: Date | null };
}

/** What waits in each lab: of the own state for a national coordinator, of every state for a regional one. Numbers only. Errors: FORBIDDEN. */
export async function readQueues(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
): Promise<{ items: readonly QueueView[] }> {
  const { actor } = context;
  const state = can(actor, "queue.read", { ownerStates: [] }) ? null : requireState(actor);
  await authorise(
    deps,
    context,
    "queue.read",
    { ownerStates: state === null ? [] : [state] },
    { kind: "queue", id: "list" },
  );
  const now = deps.clock.now();
  const labs = await listCandidateFigures(deps.sql, state, now);
  const waiting = new Map<string, WaitingExhibit[]>(labs.map(({ labId }) => [labId, []]));
  for (const row of await listAllWaiting(deps.sql, state)) waiting.get(row.labId)?.push(row);
  const calendars = new Map<StateCode, RecordedDays>();
  const items: QueueView[] = [];
  for (const { labId, labName, state: of, ...candidates } of labs) {
    const rows = waiting.get(labId) ?? [];
    if (!calendars.has(of)) calendars.set(of, await findRecordedDays(deps.sql, of));
    items.push({ labId, labName, state: of, candidates, acquisitions: countWaiting(rows, calendars.get(of)!, now) });
  }
  return { items };
}

function countWaiting(rows: readonly WaitingExhibit[], recorded: RecordedDays, now: Date): QueueView["acquisitions"] {
  // Oldest first, and what was received earlier is due no later: everything before the first that is not overdue is.
  const first = rows.findIndex((row) => findAcquisitionDue(row.state, row.receivedAt, recorded) > now);
  return {
    waiting: rows.length,
    overdue: first === -1 ? rows.length : first,
    oldestAt: rows[0]?.receivedAt ?? null,
  };
}
