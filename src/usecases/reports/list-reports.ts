import type { RequestContext } from "../../domain/context.ts";
import type { Page } from "../../repositories/page.ts";
import { type ListedReport, listReports as listReportRows } from "../../repositories/reports/reports.ts";
import { authorise } from "../access/authorise.ts";
import { recordForeignNames } from "../access/record-foreign-list.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/**
 * What was issued to the actor; for a national coordinator to anybody of the state. Newest first, without those of a pair that the state is
 * told nothing of any longer, or of which a side was removed. What it names of another state is recorded. Errors: FORBIDDEN, PURPOSE_REQUIRED.
 */
export async function listReports(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<ListedReport>> {
  const { actor } = context;
  const state = requireState(actor);
  const target = { ownerStates: [state], issuedTo: actor.id };
  const subject = { kind: "report" as const, id: "list" };
  await authorise(deps, context, "report.read", target, subject);
  const ofState = actor.roles.includes("national_coordinator") ? state : null;
  const filter = { issuedTo: actor.id, ofState, viewer: state, now: deps.clock.now() };
  const page = await listReportRows(deps.sql, filter, toPageRequest(input));
  await recordForeignNames(deps, context, "report.listed", subject, page.items);
  return page;
}
