import type { RequestContext } from "../../domain/context.ts";
import type { Page } from "../../repositories/page.ts";
import { listReleases as listReleaseRows, type Release } from "../../repositories/sharing/releases.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type Named, nameCases } from "../evidence/name-cases.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** The releases that the actor's state gave or received, newest first. */
export async function listReleases(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { caseId?: string | undefined },
): Promise<Page<Named<Release>>> {
  const state = requireState(context.actor);
  await authorise(deps, context, "release.read", { ownerStates: [state] }, { kind: "release", id: "list" });
  const page = await listReleaseRows(deps.sql, { state, caseId: input.caseId ?? null }, toPageRequest(input));
  return { ...page, items: await nameCases(deps, context, page.items) };
}
