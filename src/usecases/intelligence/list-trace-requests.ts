import type { RequestContext } from "../../domain/context.ts";
import {
  listTraceOutcomes,
  listTraceRequests as listTraceRequestRows,
} from "../../repositories/intelligence/trace-requests.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { type TraceRequestView, viewTraceRequest } from "./view-trace-request.ts";

/** The own state's requests to trace firearms, newest first. Errors: FORBIDDEN. */
export async function listTraceRequests(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { readonly exhibitId?: string | undefined },
): Promise<Page<TraceRequestView>> {
  const ownerState = requireState(context.actor);
  await authorise(deps, context, "trace.read", { ownerStates: [ownerState] }, { kind: "trace-request", id: "list" });
  const filter = { ownerState, exhibitId: input.exhibitId ?? null };
  const page = await listTraceRequestRows(deps.sql, filter, toPageRequest(input));
  const outcomes = await listTraceOutcomes(
    deps.sql,
    page.items.map(({ id }) => id),
  );
  return { ...page, items: page.items.map((request) => viewTraceRequest(request, outcomes)) };
}
