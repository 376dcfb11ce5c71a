import type { RequestContext } from "../../domain/context.ts";
import { examines } from "../../domain/examination.ts";
import { can } from "../../domain/permission.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { type AuditEvent, insertAuditEvent, listAuditEvents } from "../../repositories/audit/audit-events.ts";
import type { AuditFilter } from "../../repositories/audit/audit-search.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

export interface ReadAuditEventsInput extends PageInput, Omit<AuditFilter, "ownerState" | "blindFor"> {
  readonly state?: StateCode | undefined;
  /** By the events' numbers; oldest first where it is left out. */
  readonly order?: "oldest" | "newest" | undefined;
}

/**
 * The events that fit: all of the region for an auditor, the own state's for a national coordinator. To one who also examines nothing that
 * others did to a linkage before its verification. Reading it is recorded in it.
 */
export async function readAuditEvents(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ReadAuditEventsInput,
): Promise<Page<AuditEvent>> {
  const everywhere = can(context.actor, "audit.read", { ownerStates: [] });
  const state = input.state ?? (everywhere ? null : requireState(context.actor));
  const ownerStates = state === null ? [] : [state];
  await authorise(deps, context, "audit.read", { ownerStates }, { kind: "audit", id: "list" });
  const { limit: _limit, cursor: _cursor, state: _state, order = "oldest", ...asked } = input;
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const filter: AuditFilter = { ...given, ...(state === null ? {} : { ownerState: state }) };
  const blind = examines(context.actor) ? { blindFor: context.actor.id } : {};
  const events = await listAuditEvents(deps.sql, { ...filter, ...blind }, toPageRequest(input), order);
  // Under another name: a search by purpose finds what was done for it, not who searched for it.
  const { purpose, ...rest } = filter;
  const searched = { ...rest, ...(purpose === undefined ? {} : { searchedPurpose: purpose }) };
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "audit.read",
    targetKind: "audit",
    targetId: "list",
    ownerStates,
    detail: searched,
  });
  return events;
}
