import type { RequestContext } from "../domain/context.ts";
import type { Page } from "../repositories/page.ts";
import { listStations as listStationRows, type Station } from "../repositories/stations.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { type PageInput, toPageRequest } from "./page-input.ts";
import { requireState } from "./require-state.ts";

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
