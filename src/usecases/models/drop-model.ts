import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { dropPayloadSchema } from "../../jobs/background-payloads.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { deleteFeaturesOf } from "../../repositories/acquisitions/features.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { deleteModel, lockModels } from "../../repositories/search/search-models.ts";
import { dropPartition, dropSpace, listViews } from "../../repositories/search/search-spaces.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { askForBackground } from "../jobs/ask-for-job.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";
import type { ModelInput } from "./switch-model.ts";

/** Rows a job. */
const BATCH = 5_000;

/** Asks that a retired model's vectors and index are deleted, behind everything else. Errors: FORBIDDEN, NOT_FOUND, CONFLICT. */
export async function dropModel(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ModelInput,
): Promise<void> {
  await authorise(deps, context, "model.manage", { ownerStates: [] }, { kind: "model", id: input.region });
  const at = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    const model = await findRetired(tx, input);
    if (model === null) throw new RibinError("NOT_FOUND", `The region ${input.region} has no such model.`);
    if (model.state !== "retired") {
      throw new RibinError("CONFLICT", `The model is "${model.state}"; only a retired one is dropped.`);
    }
    await insertAuditEvent(tx, context, {
      at,
      action: "model.dropped",
      targetKind: "model",
      targetId: `${input.region}/${input.id}@${input.version}`,
      ownerStates: [],
    });
    await askNext(tx, input, context.requestId, at);
  });
}

/**
 * Drops the vectors' part of the table; or deletes some of them, and asks for the next job until none is left. Whether the part can be
 * dropped is not asked before each of these: where somebody reads the table for long everybody would wait, each time. A model that was
 * taken up again meanwhile stays. Errors: UNAVAILABLE where the index, of no vector any more, is read for long.
 */
export async function dropVectors(deps: Pick<Deps, "sql" | "clock">, run: BackgroundRun): Promise<void> {
  const { region, model, byRows } = dropPayloadSchema.parse(run.payload);
  const input = { region, ...model };
  await completeBackground(deps, run, async (tx, at) => {
    if ((await findRetired(tx, input))?.state !== "retired") return;
    if (!byRows && (await dropPartition(tx, region, input))) return deleteModel(tx, input);
    if ((await deleteFeaturesOf(tx, region, input, BATCH)) > 0) {
      return askNext(tx, { ...input, byRows: true }, run.job.requestId, at);
    }
    if (!(byRows && (await dropPartition(tx, region, input)))) {
      for (const view of listViews(region)) await dropSpace(tx, { region, view, model: input });
    }
    await deleteModel(tx, input);
  });
}

async function findRetired(tx: SqlExecutor, { region, id, version }: ModelInput) {
  return (await lockModels(tx, region)).find((model) => model.id === id && model.version === version) ?? null;
}

async function askNext(
  tx: SqlExecutor,
  { region, id, version, byRows }: ModelInput & { readonly byRows?: true },
  requestId: string,
  at: Date,
) {
  const payload = { region, model: { id, version }, ...(byRows ? { byRows } : {}) };
  const work = { payload, key: uuidv7(), ownerState: HOST };
  await askForBackground(tx, "drop-vectors", work, requestId, at);
}

/** Every job names a state; what is of all is written under the host's. */
const HOST: StateCode = "TT";
