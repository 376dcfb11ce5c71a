import type { RequestContext } from "../../domain/context.ts";
import type { Page } from "../../repositories/page.ts";
import { listReportRequests as listReportRequestRows } from "../../repositories/report-requests/report-requests.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { findOwnRequest } from "./find-own-request.ts";
import { type ReportRequestView, viewReportRequests } from "./view-report-request.ts";

/** The person's own, for a national coordinator the state's; newest first. Errors: FORBIDDEN. */
export async function listReportRequests(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<ReportRequestView>> {
  const state = requireState(context.actor);
  const subject = { kind: "report_request" as const, id: "list" };
  await authorise(deps, context, "report_request.create", { ownerStates: [state] }, subject);
  const all = context.actor.roles.includes("national_coordinator");
  const page = await listReportRequestRows(
    deps.sql,
    { state, requestedBy: all ? null : context.actor.id },
    toPageRequest(input),
  );
  return { ...page, items: await viewReportRequests(deps, page.items) };
}

/** Errors: NOT_FOUND. */
export async function readReportRequest(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<ReportRequestView> {
  const [view] = await viewReportRequests(deps, [await findOwnRequest(deps, context, input.id)]);
  return view!;
}
