import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { Page } from "../../repositories/page.ts";
import { type ListedPair, listKnownPairs as listRows } from "../../repositories/proficiency/known-pairs.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** The known pairs that the coordinator seeded; every state's for an auditor. Errors: FORBIDDEN. */
export async function listKnownPairs(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<ListedPair>> {
  const everybodys = can(context.actor, "proficiency.read", { ownerStates: [] });
  const target = { ownerStates: everybodys ? [] : [requireState(context.actor)] };
  await authorise(deps, context, "proficiency.read", target, { kind: "known_pair", id: "list" });
  return listRows(deps.sql, everybodys ? null : context.actor.id, toPageRequest(input));
}
