import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { Page } from "../../repositories/page.ts";
import { type Agreement, listAgreements as listAgreementRows } from "../../repositories/sharing/agreements.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** All agreements for the region's coordinators and auditors, those of the own state for its people. */
export async function listAgreements(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<Agreement>> {
  const page = toPageRequest(input);
  if (can(context.actor, "agreement.read", { ownerStates: [] })) {
    return listAgreementRows(deps.sql, { state: null }, page);
  }
  const state = requireState(context.actor);
  await authorise(deps, context, "agreement.read", { ownerStates: [state] }, { kind: "agreement", id: "list" });
  return listAgreementRows(deps.sql, { state }, page);
}
