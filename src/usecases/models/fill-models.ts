/** What a region's models have not described yet is asked for, and a model that lacks nothing takes the place of the one searched. */
import { v7 as uuidv7 } from "uuid";
import type { Region } from "../../domain/vocabulary.ts";
import type { FillPayload } from "../../jobs/background-payloads.ts";
import type { EmbedderModel } from "../../ports/embedder.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { countOpenFilling } from "../../repositories/jobs/job-counts.ts";
import {
  listUndescribed,
  lockModels,
  type SearchModel,
  type Undescribed,
} from "../../repositories/search/search-models.ts";
import type { Deps } from "../deps.ts";
import { askForBackground } from "../jobs/ask-for-job.ts";
import { activateModel } from "./switch-model.ts";

/** Acquisitions a job: some ten seconds of work, so that what labs send in never waits long for it. */
const BATCH = 50;
/** Jobs asked for at a time. */
const MOST_JOBS = 20;
const REQUEST_ID = "fill-models";

export interface Filling {
  /** Jobs that were asked for. */
  readonly asked: number;
  /** A model has vectors missing, or jobs under way. */
  readonly unfinished: boolean;
  readonly switched: readonly SearchModel[];
}

/**
 * For every model that is loaded here, the searched one included: a worker of an older version may have described new marks by an
 * older model only. Asking twice is asking once, in any number of processes.
 */
export async function fillModels(deps: Pick<Deps, "sql" | "clock" | "embedder">): Promise<Filling> {
  let [asked, unfinished] = [0, false];
  const switched: SearchModel[] = [];
  const regions = new Set(deps.embedder.models.flatMap((model) => model.regions));
  for (const region of regions) {
    for (const loaded of deps.embedder.models.filter((model) => model.regions.includes(region))) {
      const one = await deps.sql.transaction((tx) => fillModel(tx, region, loaded, deps.clock.now()));
      asked += one.asked;
      unfinished ||= one.unfinished;
      if (one.switched !== null) switched.push(one.switched);
    }
  }
  return { asked, unfinished, switched };
}

async function fillModel(tx: SqlExecutor, region: Region, loaded: EmbedderModel, at: Date) {
  const models = await lockModels(tx, region);
  const model = models.find(({ id, version }) => id === loaded.id && version === loaded.version);
  if (model === undefined || model.state === "retired") return { asked: 0, unfinished: false, switched: null };
  if ((await countOpenFilling(tx, region, model)) > 0) return { asked: 0, unfinished: true, switched: null };
  const missing = await listUndescribed(tx, region, model, { after: null, limit: BATCH * MOST_JOBS });
  const batches = splitByState(missing);
  for (const batch of batches) {
    const payload: FillPayload = {
      region,
      model: { id: model.id, version: model.version },
      acquisitionIds: batch.map(({ acquisitionId }) => acquisitionId),
    };
    const { ownerState } = batch[0] as Undescribed;
    await askForBackground(tx, "fill-vectors", { payload, key: uuidv7(), ownerState }, REQUEST_ID, at);
  }
  if (batches.length > 0) return { asked: batches.length, unfinished: true, switched: null };
  if (model.state !== "filling") return { asked: 0, unfinished: false, switched: null };
  await activateModel(tx, models, model, at);
  return { asked: 0, unfinished: false, switched: model };
}

/** Every row names its owner: a job is of one state. */
function splitByState(missing: readonly Undescribed[]): Undescribed[][] {
  const batches: Undescribed[][] = [];
  for (const state of new Set(missing.map(({ ownerState }) => ownerState))) {
    const own = missing.filter(({ ownerState }) => ownerState === state);
    for (let from = 0; from < own.length; from += BATCH) batches.push(own.slice(from, from + BATCH));
  }
  return batches;
}
