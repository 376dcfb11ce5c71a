import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { StatisticsReader } from "../../repositories/intelligence/statistics.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

/** Whose numbers the actor reads: every state's for the region's coordinators and auditors, otherwise the own. Errors: FORBIDDEN. */
export async function findStatisticsReader(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
): Promise<StatisticsReader> {
  const { actor } = context;
  const everybody = can(actor, "statistics.read", { ownerStates: [] });
  const own = everybody ? [] : [requireState(actor)];
  await authorise(deps, context, "statistics.read", { ownerStates: own }, { kind: "statistics", id: "list" });
  return { state: actor.state, everybody };
}
