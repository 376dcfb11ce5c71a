import type { RequestContext } from "../../domain/context.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Region } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  listUndescribed,
  lockModels,
  type SearchModel,
  setModelState,
} from "../../repositories/search/search-models.ts";
import { createSpace, listViews } from "../../repositories/search/search-spaces.ts";
import { authorise } from "../access/authorise.ts";
import { correlateAll } from "../correlation/correlate-all.ts";
import type { Deps } from "../deps.ts";

/**
 * From this transaction's end on the model is searched, and no other: every mark has its vector or says why not. Whatever is open of
 * crime evidence is asked to be searched anew. `models` are the region's, locked.
 */
export async function activateModel(
  tx: SqlExecutor,
  models: readonly SearchModel[],
  model: SearchModel,
  at: Date,
  context: RequestContext = { actor: SYSTEM_ACTOR, requestId: "fill-models" },
): Promise<void> {
  const before = models.find(({ state }) => state === "active");
  // First: of two active ones in a region the database knows nothing.
  if (before !== undefined) await setModelState(tx, before, "retired", at);
  await setModelState(tx, model, "active", at);
  const name = `${model.id}@${model.version}`;
  await insertAuditEvent(tx, context, {
    at,
    action: "model.activated",
    targetKind: "model",
    targetId: `${model.region}/${name}`,
    ownerStates: [],
    detail: before === undefined ? {} : { before: `${before.id}@${before.version}` },
  });
  await correlateAll(tx, context, { region: model.region, reason: `The model ${name} describes the region now.` }, at);
}

export interface ModelInput {
  readonly region: Region;
  readonly id: string;
  readonly version: string;
}

/**
 * Puts a model in the place of the one searched where it lacks no vector; else it is filled first, and takes its place then by itself.
 * Tells which. Errors: FORBIDDEN, NOT_FOUND, CONFLICT (it is searched already).
 */
export async function switchModel(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ModelInput,
): Promise<"active" | "filling"> {
  await authorise(deps, context, "model.manage", { ownerStates: [] }, { kind: "model", id: input.region });
  const at = deps.clock.now();
  // Apart: what makes a part of the table keeps everybody else from it to its end, and the rest of the work takes long.
  await deps.sql.transaction(async (tx) => {
    const { model } = await lockSwitched(tx, input);
    for (const view of listViews(model.region)) await createSpace(tx, { region: model.region, view, model });
  });
  return deps.sql.transaction(async (tx) => {
    const { models, model } = await lockSwitched(tx, input);
    const missing = await listUndescribed(tx, model.region, model, { after: null, limit: 1 });
    if (missing.length === 0) {
      await activateModel(tx, models, model, at, context);
      return "active";
    }
    if (model.state === "retired") await setModelState(tx, model, "filling", at);
    return "filling";
  });
}

async function lockSwitched(tx: SqlExecutor, { region, id, version }: ModelInput) {
  const models = await lockModels(tx, region);
  const model = models.find((one) => one.id === id && one.version === version);
  if (model === undefined) throw new RibinError("NOT_FOUND", `The region ${region} has no such model.`);
  if (model.state === "active") throw new RibinError("CONFLICT", "This model is searched already.");
  return { models, model };
}
