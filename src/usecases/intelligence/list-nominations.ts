import type { RequestContext } from "../../domain/context.ts";
import type { IbinDecisionCode } from "../../domain/intelligence/ibin.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listIbinCases } from "../../repositories/intelligence/ibin.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { type NominationView, viewNomination } from "./view-nomination.ts";

/** Cases of the own state that may be worth nominating, or were decided on, newest first. Errors: FORBIDDEN. */
export async function listNominations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { readonly decision?: IbinDecisionCode | undefined },
): Promise<Page<NominationView>> {
  const ownerState = requireState(context.actor);
  await authorise(deps, context, "nomination.read", { ownerStates: [ownerState] }, { kind: "nomination", id: "list" });
  const filter = { ownerState, decision: input.decision ?? null };
  const page = await listIbinCases(deps.sql, filter, toPageRequest(input));
  return { ...page, items: page.items.map(viewNomination).filter(isOpenOrDecided) };
}

/** A person said that the only thing which spoke for it does not hold, and nothing was decided. */
function isOpenOrDecided({ reasons, decision }: NominationView): boolean {
  return reasons.length > 0 || decision !== null;
}

/** The accepted ones, to be sent to INTERPOL; that they were taken is recorded. Errors: FORBIDDEN. */
export async function exportNominations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly as: "json" | "csv" },
): Promise<readonly NominationView[]> {
  const items: NominationView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listNominations(deps, context, { limit: 200, cursor, decision: "accepted" });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "nomination.exported",
    targetKind: "nomination",
    targetId: "list",
    ownerStates: [requireState(context.actor)],
    detail: { as: input.as, cases: items.map(({ caseId }) => caseId) },
  });
  return items;
}
