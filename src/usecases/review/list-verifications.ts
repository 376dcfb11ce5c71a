import type { RequestContext } from "../../domain/context.ts";
import type { Page } from "../../repositories/page.ts";
import { type Assignment, listOpenAssignments } from "../../repositories/review/assignments.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** What the actor is asked to verify, or to be the third of, what runs out first before the rest. Errors: FORBIDDEN. */
export async function listVerifications(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<Assignment>> {
  const target = { ownerStates: [requireState(context.actor)] };
  await authorise(deps, context, "verification.read", target, { kind: "linkage", id: "verifications" });
  return listOpenAssignments(deps.sql, context.actor.id, toPageRequest(input));
}
