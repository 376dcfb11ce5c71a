import type { RequestContext } from "../../domain/context.ts";
import {
  countProgress,
  listSearchModels,
  type ModelProgress,
  type SearchModel,
} from "../../repositories/search/search-models.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";

export interface ModelView extends SearchModel, ModelProgress {
  /** Of the marks that it has to describe, 0..1; those that it refused are done. Null where there are none. */
  readonly shareDone: number | null;
}

/** The models of every region, with how far each is. */
export async function listModels(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
): Promise<readonly ModelView[]> {
  const { kind, state } = context.actor;
  const ownerStates = kind === "system" || state === null ? [] : [state];
  await authorise(deps, context, "model.read", { ownerStates }, { kind: "model", id: "list" });
  const views: ModelView[] = [];
  for (const model of await listSearchModels(deps.sql)) {
    const progress = await countProgress(deps.sql, model.region, model);
    const done = progress.described + progress.refused;
    const all = done + progress.missing;
    views.push({ ...model, ...progress, shareDone: all === 0 ? null : done / all });
  }
  return views;
}
