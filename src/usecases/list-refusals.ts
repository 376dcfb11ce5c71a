import type { RequestContext } from "../domain/context.ts";
import type { Page } from "../repositories/page.ts";
import { listRefusals as listRefusalRows, type Refusal } from "../repositories/refusals.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { type PageInput, toPageRequest } from "./page-input.ts";
import { requireState } from "./require-state.ts";

/** The files that the own state's labs sent and that were not accepted, newest first. */
export async function listRefusals(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<Refusal>> {
  const ownerState = requireState(context.actor);
  await authorise(deps, context, "refusal.read", { ownerStates: [ownerState] }, { kind: "refusal", id: "list" });
  return listRefusalRows(deps.sql, { ownerState }, toPageRequest(input));
}
