import type { RequestContext } from "../domain/context.ts";
import { can } from "../domain/permission.ts";
import type { StateCode } from "../domain/vocabulary.ts";
import { type AuditEvent, insertAuditEvent, listAuditEvents } from "../repositories/audit-events.ts";
import type { Page } from "../repositories/page.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { type PageInput, toPageRequest } from "./page-input.ts";
import { requireState } from "./require-state.ts";

export interface ReadAuditEventsInput extends PageInput {
  readonly state?: StateCode | undefined;
  readonly targetKind?: string | undefined;
  readonly targetId?: string | undefined;
  readonly actorId?: string | undefined;
}

/** The trail, oldest first: all of it for an auditor, the own state's for a national coordinator. Reading it is recorded in it. */
export async function readAuditEvents(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ReadAuditEventsInput,
): Promise<Page<AuditEvent>> {
  const everywhere = can(context.actor, "audit.read", { ownerStates: [] });
  const state = input.state ?? (everywhere ? null : requireState(context.actor));
  const ownerStates = state === null ? [] : [state];
  await authorise(deps, context, "audit.read", { ownerStates }, { kind: "audit", id: "list" });
  const filter = {
    ...(state === null ? {} : { ownerState: state }),
    ...(input.targetKind === undefined ? {} : { targetKind: input.targetKind }),
    ...(input.targetId === undefined ? {} : { targetId: input.targetId }),
    ...(input.actorId === undefined ? {} : { actorId: input.actorId }),
  };
  const events = await listAuditEvents(deps.sql, filter, toPageRequest(input));
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "audit.read",
    targetKind: "audit",
    targetId: "list",
    ownerStates,
    detail: filter,
  });
  return events;
}
