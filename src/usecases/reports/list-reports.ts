import type { RequestContext } from "../../domain/context.ts";
import type { Page } from "../../repositories/page.ts";
import { type ListedReport, listReports as listReportRows } from "../../repositories/reports/reports.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** What was issued to the actor; for a national coordinator to anybody of the state. Newest first. Errors: FORBIDDEN. */
export async function listReports(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<ListedReport>> {
  const { actor } = context;
  const state = requireState(actor);
  const target = { ownerStates: [state], issuedTo: actor.id };
  await authorise(deps, context, "report.read", target, { kind: "report", id: "list" });
  const ofState = actor.roles.includes("national_coordinator") ? state : null;
  return listReportRows(deps.sql, { issuedTo: actor.id, ofState }, toPageRequest(input));
}
