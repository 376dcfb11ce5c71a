import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { Page } from "../../repositories/page.ts";
import { listHits as listHitRows } from "../../repositories/review/hits.ts";
import { authorise } from "../access/authorise.ts";
import { describePairs } from "../access/describe-pair-access.ts";
import { recordForeignList } from "../access/record-foreign-list.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { type HitView, viewHit } from "./view-hit.ts";

/** The own state's hits, newest first; for the regional coordinator every state's. What it shows of another state is recorded. Errors: FORBIDDEN, PURPOSE_REQUIRED. */
export async function listHits(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<HitView>> {
  const { actor } = context;
  const regional = can(actor, "hit.read", { ownerStates: [] });
  const party = regional ? null : requireState(actor);
  await authorise(
    deps,
    context,
    "hit.read",
    { ownerStates: party === null ? [] : [party] },
    { kind: "hit", id: "list" },
  );
  const filter = { party, viewer: actor.state, now: deps.clock.now() };
  const page = await listHitRows(deps.sql, filter, toPageRequest(input));
  const accesses = await describePairs(deps, context, page.items);
  const pairs = page.items.map(({ id }, at) => ({ id, access: accesses[at]! }));
  await recordForeignList(deps, context, "hit", { kind: "hit", id: "list" }, pairs);
  return { ...page, items: page.items.map((hit, at) => viewHit(actor, hit, accesses[at]!)) };
}
