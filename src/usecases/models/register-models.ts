import type { ModelState, Region } from "../../domain/vocabulary.ts";
import type { EmbedderModel } from "../../ports/embedder.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertModel, lockModels, lockRegistration, setModelState } from "../../repositories/search/search-models.ts";
import { createSpace, listViews } from "../../repositories/search/search-spaces.ts";
import type { Deps } from "../deps.ts";

/**
 * At start-up: writes down which models this program has loaded. The first of a region is searched from now on where nothing was
 * searched before; where another is, it is filled beside that one. One that was searched before and is loaded still stays what it is.
 * Any number of processes may do it at once.
 */
export async function registerModels(deps: Pick<Deps, "sql" | "clock" | "embedder" | "log">): Promise<void> {
  const { models } = deps.embedder;
  for (const region of new Set(models.flatMap((model) => model.regions))) {
    const loaded = models.filter((model) => model.regions.includes(region));
    await deps.sql.transaction(async (tx) => {
      await lockRegistration(tx, region);
      for (const model of loaded) {
        const state = await registerModel(tx, region, model, model === loaded[0], deps.clock.now());
        if (state === null) continue;
        const name = `${model.id}@${model.version}`;
        deps.log.info({ region, model: name, state }, "a model was registered");
      }
    });
  }
}

async function registerModel(
  tx: SqlExecutor,
  region: Region,
  model: EmbedderModel,
  first: boolean,
  at: Date,
): Promise<ModelState | null> {
  const known = await lockModels(tx, region);
  const isActive = known.some(({ state }) => state === "active");
  const same = known.find(({ id, version }) => id === model.id && version === model.version);
  // Nothing is searched, and the region has a model of before: it is taken up again.
  if (same !== undefined && (isActive || !first)) return null;
  const state = !first ? "retired" : isActive ? "filling" : "active";
  // Before it has vectors the index costs nothing.
  if (state !== "retired") {
    for (const view of listViews(region)) await createSpace(tx, { region, view, model });
  }
  if (same === undefined) return (await insertModel(tx, region, model, state, at)) ? state : null;
  await setModelState(tx, same, state, at);
  return state;
}
