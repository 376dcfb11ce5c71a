import { type FillPayload, fillPayloadSchema } from "../../jobs/background-payloads.ts";
import { causeOfModel } from "../../jobs/catalog.ts";
import type { EmbedderModel } from "../../ports/embedder.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { lockAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { findNewestMark, type NewestMark } from "../../repositories/acquisitions/features.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import { type DescribedMark, type Description, describeMark, keepDescription } from "../acquisitions/describe-mark.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "embedder">;

/**
 * Describes marks that were prepared before by a model that did not. A mark that cannot be described says why. A mark that another took
 * the place of meanwhile is left to the next look. What the searched model describes is searched then.
 */
export async function fillVectors(deps: Needs, run: BackgroundRun): Promise<void> {
  const payload = fillPayloadSchema.parse(run.payload);
  const model = deps.embedder.models.find(
    ({ regions, id, version }) =>
      regions.includes(payload.region) && id === payload.model.id && version === payload.model.version,
  );
  const described: { mark: DescribedMark; description: Description }[] = [];
  // Without the model nothing is written: a process that has it asks anew.
  for (const id of model === undefined ? [] : payload.acquisitionIds) {
    const newest = await findNewestMark(deps.sql, id);
    if (newest === null) continue;
    described.push(await describeNewest(deps, payload.region, model as EmbedderModel, newest));
  }
  await completeBackground(deps, run, async (tx, at) => {
    const active = await findActiveModel(tx, payload.region);
    for (const { mark, description } of described) {
      await lockAcquisition(tx, mark.acquisitionId);
      if ((await findNewestMark(tx, mark.acquisitionId))?.preparedKey !== mark.preparedKey) continue;
      await keepDescription(tx, mark, description, at);
      const { id, version } = description.model;
      if (active?.id === id && active.version === version) await askForSearch(tx, mark, run, at, `${id}@${version}`);
    }
  });
}

async function describeNewest(deps: Needs, region: FillPayload["region"], model: EmbedderModel, newest: NewestMark) {
  const mark: DescribedMark = { ...newest, region };
  const key = { key: newest.preparedKey, sha256: newest.preparedSha256 };
  const description = await describeMark(deps, region, model, () => readMark(deps, key));
  return { mark, description };
}

async function askForSearch(tx: SqlExecutor, mark: DescribedMark, run: BackgroundRun, at: Date, model: string) {
  const acquisition = { id: mark.acquisitionId, ownerState: mark.ownerState };
  await askForJob(tx, "search-candidates", acquisition, run.job.requestId, at, causeOfModel(model, run.job.id), "low");
}
