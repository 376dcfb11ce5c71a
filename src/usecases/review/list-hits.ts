import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { Page } from "../../repositories/page.ts";
import { listHits as listHitRows } from "../../repositories/review/hits.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { describePairs } from "../access/describe-pair-access.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { type HitView, viewHit } from "./view-hit.ts";

/** The own state's hits, newest first; for the regional coordinator every state's. Released facts in it are recorded reads. */
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
  for (const [at, { id }] of page.items.entries()) {
    const { target } = accesses[at]!;
    if (target.released) await recordForeignRead(deps, context, "hit.read", target, { kind: "hit", id });
  }
  return { ...page, items: page.items.map((hit, at) => viewHit(actor, hit, accesses[at]!)) };
}
