import { RibinError } from "../domain/errors.ts";
import type { Embedding } from "../ports/embedder.ts";
import type { Acquisition } from "../repositories/acquisitions.ts";
import { upsertFeature } from "../repositories/features.ts";
import type { PreparedEvidence } from "./analysis/tasks.ts";
import { describeUnsuitable } from "./assess-quality.ts";
import { makePreparedKey, makePreviewKey } from "./blob-keys.ts";
import { completeStep, type StepEnd, type StepRun } from "./complete-step.ts";
import type { Deps } from "./deps.ts";
import { readAcquiredFile } from "./read-acquired-file.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "embedder">;
type Prepared = Extract<PreparedEvidence, { prepared: true }>;

/**
 * Third arrow: the prepared mark, its picture and its search vector. An acquisition that cannot be prepared says why in its
 * note, has its picture all the same, and goes on without a vector.
 */
export async function extractFeatures(deps: Needs, run: StepRun): Promise<void> {
  const { acquisition } = run;
  const evidence = await deps.pool.runTask("prepareEvidence", await readAcquiredFile(deps, acquisition));
  const previewKey = makePreviewKey(acquisition.id);
  await deps.blobs.putBlob(previewKey, evidence.preview);
  await run.reportProgress(0.5);
  const described = await describeMark(deps, acquisition, evidence);
  const end = (note: string | null, detail: Record<string, unknown>): StepEnd => ({
    change: { stage: "features_extracted", note, previewKey },
    action: "acquisition.features_extracted",
    detail,
  });
  if (described.note !== null) {
    await completeStep(deps, run, async () => end(described.note, { features: 0 }));
    return;
  }
  const { prepared, embedding } = described;
  const preparation = { name: prepared.preparation, version: prepared.preparationVersion };
  const preparedKey = makePreparedKey(acquisition.id, preparation);
  await deps.blobs.putBlob(preparedKey, prepared.mark);
  await completeStep(deps, run, async (tx, at) => {
    await upsertFeature(tx, {
      acquisitionId: acquisition.id,
      ownerState: acquisition.ownerState,
      modelId: embedding.modelId,
      modelVersion: embedding.modelVersion,
      vector: embedding.vector,
      preparation: preparation.name,
      preparationVersion: preparation.version,
      preparedKey,
      createdAt: at,
    });
    return end(null, {
      features: 1,
      model: `${embedding.modelId}@${embedding.modelVersion}`,
      preparation: `${preparation.name}@${preparation.version}`,
    });
  });
}

async function describeMark(
  deps: Needs,
  acquisition: Acquisition,
  evidence: PreparedEvidence,
): Promise<{ note: string } | { note: null; prepared: Prepared; embedding: Embedding }> {
  const unsuitable = describeUnsuitable(acquisition.quality);
  if (unsuitable !== null) return { note: unsuitable };
  if (!evidence.prepared) return { note: evidence.reason };
  try {
    const embedding = await deps.embedder.embed(acquisition.region, evidence.descriptor);
    assertCurrent(deps, acquisition, embedding);
    return { note: null, prepared: evidence, embedding };
  } catch (error) {
    if (error instanceof RibinError && (error.code === "NOT_COMPARABLE" || error.code === "REGION_UNSUPPORTED")) {
      return { note: error.message };
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
