import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { Page } from "../../repositories/page.ts";
import { listNotices, type RemovalNotice } from "../../repositories/removal/removal-effects.ts";
import { listRemovals as listRemovalRows, type Removal } from "../../repositories/removal/removals.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type Named, nameCases } from "../evidence/name-cases.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** What the own state removed, newest first; of every state for an auditor. Errors: FORBIDDEN. */
export async function listRemovals(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<Named<Removal>>> {
  const all = can(context.actor, "removal.read", { ownerStates: [] });
  const state = all ? null : requireState(context.actor);
  const target = { ownerStates: state === null ? [] : [state] };
  await authorise(deps, context, "removal.read", target, { kind: "removal", id: "list" });
  const page = await listRemovalRows(deps.sql, state, toPageRequest(input));
  return { ...page, items: await nameCases(deps, context, page.items) };
}

/** What other states removed that the own state knew of: when, and which of its linkages with it. Errors: FORBIDDEN. */
export async function listRemovalNotices(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<RemovalNotice>> {
  const state = requireState(context.actor);
  await authorise(deps, context, "removal.read", { ownerStates: [state] }, { kind: "removal", id: "notices" });
  return listNotices(deps.sql, state, toPageRequest(input));
}
