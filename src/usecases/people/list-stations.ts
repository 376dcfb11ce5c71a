import type { RequestContext } from "../../domain/context.ts";
import type { Page } from "../../repositories/page.ts";
import { listStations as listStationRows, type Station } from "../../repositories/people/stations.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** The stations of the actor's own state. */
export async function listStations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<Station>> {
  const state = requireState(context.actor);
  await authorise(deps, context, "station.read", { ownerStates: [state] }, { kind: "station", id: "list" });
  return listStationRows(deps.sql, { ownerState: state }, toPageRequest(input));
}
