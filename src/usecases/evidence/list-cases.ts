import type { RequestContext } from "../../domain/context.ts";
import { reachOf } from "../../domain/permission.ts";
import { type Case, listCases as listCaseRows } from "../../repositories/evidence/cases.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** The own state's cases (of a station's lab), newest first. A case that another state released is read by its id, which the release names. */
export async function listCases(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { caseNumber?: string | undefined },
): Promise<Page<Case>> {
  const ownerState = requireState(context.actor);
  await authorise(deps, context, "case.read", { ownerStates: [ownerState] }, { kind: "case", id: "list" });
  const { labId } = reachOf(context.actor);
  return listCaseRows(deps.sql, { ownerState, labId, caseNumber: input.caseNumber ?? null }, toPageRequest(input));
}
