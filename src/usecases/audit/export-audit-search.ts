import type { RequestContext } from "../../domain/context.ts";
import { type AuditEvent, insertAuditEvent, listAuditEvents } from "../../repositories/audit/audit-events.ts";
import { decodeCursor } from "../../repositories/page.ts";
import type { Deps } from "../deps.ts";
import { type AuditSearch, type AuditSearchInput, openAuditSearch } from "./open-audit-search.ts";

const PAGE = 500;

export type FoundEvent = AuditEvent;

/**
 * All events that fit and happened before it was asked for, page by page while they are sent. It is recorded before the first of them.
 * Errors: FORBIDDEN.
 */
export async function exportAuditSearch(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: AuditSearchInput,
): Promise<AsyncIterable<readonly AuditEvent[]>> {
  const search = await openAuditSearch(deps, context, input);
  const at = deps.clock.now();
  await insertAuditEvent(deps.sql, context, {
    at,
    action: "audit.exported",
    targetKind: "audit",
    targetId: "list",
    ownerStates: search.ownerStates,
    detail: { ...search.searched, as: "csv" },
  });
  return readPages(deps, search, at);
}

/** What happens meanwhile is left out: a walk from the oldest would follow it for ever. */
async function* readPages(
  { sql }: Pick<Deps, "sql">,
  { filter, order }: AuditSearch,
  until: Date,
): AsyncGenerator<readonly AuditEvent[]> {
  const to = filter.to === undefined || filter.to > until ? until : filter.to;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listAuditEvents(sql, { ...filter, to }, { limit: PAGE, after: decodeCursor(cursor) }, order);
    yield page.items;
    cursor = page.nextCursor;
  }
}
