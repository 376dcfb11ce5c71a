import type { RequestContext } from "../../domain/context.ts";
import { reachOf } from "../../domain/permission.ts";
import type { AcquisitionStage } from "../../domain/vocabulary.ts";
import { listAcquisitions as listAcquisitionRows } from "../../repositories/acquisitions/acquisitions.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { type AcquisitionView, viewAcquisition } from "./view-acquisition.ts";

export interface ListAcquisitionsInput extends PageInput {
  readonly exhibitId?: string | undefined;
  readonly stage?: AcquisitionStage | undefined;
}

/** The own state's acquisitions, newest first; with `exhibitId` those of one exhibit, which may be one released to the own state. */
export async function listAcquisitions(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ListAcquisitionsInput,
): Promise<Page<AcquisitionView>> {
  const page = toPageRequest(input);
  let ownerState = requireState(context.actor);
  if (input.exhibitId === undefined) {
    const subject = { kind: "acquisition" as const, id: "list" };
    await authorise(deps, context, "acquisition.read", { ownerStates: [ownerState] }, subject);
  } else {
    const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
    const subject = { kind: "exhibit" as const, id: found.id };
    await authorise(deps, context, "acquisition.read", target, subject);
    await recordForeignRead(deps, context, "acquisition.read", target, subject);
    ownerState = found.ownerState;
  }
  const named = { exhibitId: input.exhibitId ?? null, stage: input.stage ?? null };
  const filter = { ownerState, ...named, ...reachOf(context.actor) };
  const now = deps.clock.now();
  const acquisitions = await listAcquisitionRows(deps.sql, filter, page);
  return { ...acquisitions, items: acquisitions.items.map((row) => viewAcquisition(row, now)) };
}
