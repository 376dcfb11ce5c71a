import { RibinError } from "../domain/errors.ts";
import type { Embedding } from "../ports/embedder.ts";
import type { SqlExecutor } from "../ports/sql.ts";
import { type Acquisition, lockAcquisition } from "../repositories/acquisitions.ts";
import { findExhibit } from "../repositories/exhibits.ts";
import { deleteFeatures, upsertFeature } from "../repositories/features.ts";
import { findDrawnOutlines, type OutlineVersion } from "../repositories/outlines.ts";
import type { PreparedEvidence } from "./analysis/tasks.ts";
import { describeUnsuitable } from "./assess-quality.ts";
import { makePreparedKey, makePreviewKey } from "./blob-keys.ts";
import { completeStep, type StepEnd, type StepRun } from "./complete-step.ts";
import type { Deps } from "./deps.ts";
import { keepSegmentation, toSegmentation } from "./keep-segmentation.ts";
import { readAcquiredFile } from "./read-acquired-file.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "embedder">;
type Prepared = Extract<PreparedEvidence, { prepared: true }>;

/** Why there is nothing to search by, in words; `asksPerson` where a person's outlines would make something. */
interface Undescribed {
  readonly note: string;
  readonly asksPerson: boolean;
}
type Described = Undescribed | { readonly note: null; readonly prepared: Prepared; readonly embedding: Embedding };

/**
 * Third arrow: the outlines, the prepared mark, its picture and its search vector. An acquisition that cannot be prepared says
 * why in its note, has its picture all the same, and goes on without a vector; one whose outline the method is not sure of
 * waits for a person's.
 */
export async function extractFeatures(deps: Needs, run: StepRun): Promise<void> {
  const { acquisition } = run;
  const drawn = await findDrawnOutlines(deps.sql, acquisition.id);
  const exhibit = await findExhibit(deps.sql, acquisition.exhibitId);
  const evidence = await deps.pool.runTask("prepareEvidence", {
    ...(await readAcquiredFile(deps, acquisition)),
    negativeCast: exhibit?.castPolarity === "negative",
    outlines: drawn === null ? null : toSegmentation(drawn),
  });
  const previewKey = makePreviewKey(acquisition.id);
  await deps.blobs.putBlob(previewKey, evidence.preview);
  await run.reportProgress(0.5);
  const described = await describeMark(deps, acquisition, evidence);
  if (described.note === null) {
    const { mark, markSha256 } = described.prepared;
    await deps.blobs.putBlob(makePreparedKey(acquisition.id, markSha256), mark);
  }
  await completeStep(deps, run, async (tx, at) => {
    const held = await lockAcquisition(tx, acquisition.id);
    // A person drew others meanwhile: theirs have a job of their own, and these must not come after them.
    if (held === null || held.correctedOutline !== (drawn?.version ?? 0)) return null;
    const outlines = drawn ?? (await keepSegmentation(tx, acquisition, evidence.segmentation, at));
    const { change, ...end } =
      described.note === null
        ? await keepFeature(tx, acquisition, described, outlines, at)
        : await keepNothing(tx, acquisition, described);
    return { ...end, change: { ...change, previewKey } };
  });
}

async function keepNothing(tx: SqlExecutor, acquisition: Acquisition, { note, asksPerson }: Undescribed) {
  await deleteFeatures(tx, acquisition.id);
  if (!asksPerson) {
    return {
      change: { stage: "features_extracted", note },
      action: "acquisition.features_extracted",
      detail: { features: 0 },
    } satisfies StepEnd;
  }
  return {
    change: { stage: "outline_needed", note },
    action: "acquisition.outline_needed",
    detail: {},
    waits: true,
  } satisfies StepEnd;
}

async function keepFeature(
  tx: SqlExecutor,
  acquisition: Acquisition,
  { prepared, embedding }: Exclude<Described, Undescribed>,
  outlines: OutlineVersion | null,
  at: Date,
): Promise<StepEnd> {
  const { preparation, preparationVersion } = prepared;
  await upsertFeature(tx, {
    acquisitionId: acquisition.id,
    ownerState: acquisition.ownerState,
    modelId: embedding.modelId,
    modelVersion: embedding.modelVersion,
    view: prepared.view,
    own: true,
    vector: embedding.vector,
    preparation,
    preparationVersion,
    preparedKey: makePreparedKey(acquisition.id, prepared.markSha256),
    preparedSha256: prepared.markSha256,
    outlineVersion: outlines?.version ?? 0,
    createdAt: at,
  });
  return {
    change: { stage: "features_extracted", note: null },
    action: "acquisition.features_extracted",
    detail: {
      features: 1,
      model: `${embedding.modelId}@${embedding.modelVersion}`,
      preparation: `${preparation}@${preparationVersion}`,
      outlines: outlines?.version ?? null,
    },
  };
}

async function describeMark(deps: Needs, acquisition: Acquisition, evidence: PreparedEvidence): Promise<Described> {
  const unsuitable = describeUnsuitable(acquisition.quality);
  if (unsuitable !== null) return { note: unsuitable, asksPerson: false };
  if (!evidence.prepared) return { note: evidence.reason, asksPerson: evidence.outlineNeeded };
  try {
    const embedding = await deps.embedder.embed(acquisition.region, evidence.descriptor);
    assertCurrent(deps, acquisition, embedding);
    return { note: null, prepared: evidence, embedding };
  } catch (error) {
    if (error instanceof RibinError && (error.code === "NOT_COMPARABLE" || error.code === "REGION_UNSUPPORTED")) {
      return { note: error.message, asksPerson: false };
    }
    throw error;
  }
}

/** A model that was replaced during the inference leaves no vector behind: the step runs again. */
function assertCurrent(deps: Needs, acquisition: Acquisition, embedding: Embedding): void {
  const current = deps.embedder.models.some(
    (model) =>
      model.id === embedding.modelId &&
      model.version === embedding.modelVersion &&
      model.regions.includes(acquisition.region),
  );
  if (!current) throw new Error(`The model ${embedding.modelId}@${embedding.modelVersion} is no longer in use.`);
}
