import type { RequestContext } from "../../domain/context.ts";
import { type AuditEvent, insertAuditEvent, listAuditEvents } from "../../repositories/audit/audit-events.ts";
import type { Page } from "../../repositories/page.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { type AuditSearchInput, openAuditSearch } from "./open-audit-search.ts";

/** A page of the events that fit. Reading it is recorded in the trail. Errors: FORBIDDEN. */
export async function readAuditEvents(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  { limit, cursor, ...input }: PageInput & AuditSearchInput,
): Promise<Page<AuditEvent>> {
  const { filter, order, ownerStates, searched } = await openAuditSearch(deps, context, input);
  const events = await listAuditEvents(deps.sql, filter, toPageRequest({ limit, cursor }), order);
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
