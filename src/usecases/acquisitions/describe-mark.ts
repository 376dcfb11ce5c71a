/** A prepared mark in the words of a model: a vector a view, or why there is none. */
import { RibinError } from "../../domain/errors.ts";
import type { Region } from "../../domain/vocabulary.ts";
import type { EmbedderModel } from "../../ports/embedder.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { upsertFeature } from "../../repositories/acquisitions/features.ts";
import { deleteGap, upsertGap } from "../../repositories/search/search-gaps.ts";
import type { ModelVersion, SearchView } from "../../repositories/search/search-spaces.ts";
import type { Deps } from "../deps.ts";

export interface MarkVector {
  readonly view: SearchView;
  readonly own: boolean;
  readonly vector: Float32Array;
}

export type Description =
  | { readonly model: EmbedderModel; readonly vectors: readonly MarkVector[]; readonly gap: null }
  | {
      readonly model: EmbedderModel;
      readonly vectors: null;
      readonly gap: { readonly code: string; readonly reason: string };
    };

/** Of the mark, or of the model: another attempt would end as this one. What may heal is thrown. */
const FINAL: readonly string[] = [
  "NOT_COMPARABLE",
  "REGION_UNSUPPORTED",
  "VALIDATION_FAILED",
  "MODEL_INVALID",
  "EVIDENCE_ALTERED",
  "FILE_NOT_FOUND",
];

/** @throws what is not the mark's or the model's fault */
export async function describeMark(
  deps: Pick<Deps, "pool" | "embedder">,
  region: Region,
  model: EmbedderModel,
  readBytes: () => Promise<Uint8Array>,
): Promise<Description> {
  try {
    const pictures = await deps.pool.runTask("describeMark", {
      mark: await readBytes(),
      preprocessing: model.preprocessing,
    });
    const vectors: MarkVector[] = [];
    for (const { view, own, input } of pictures) {
      vectors.push({ view, own, vector: (await deps.embedder.embed(region, input, model)).vector });
    }
    return { model, vectors, gap: null };
  } catch (error) {
    if (!(error instanceof RibinError) || !FINAL.includes(error.code)) throw error;
    return { model, vectors: null, gap: { code: error.code, reason: error.message } };
  }
}

/** The mark that was described. */
export interface DescribedMark {
  readonly acquisitionId: string;
  readonly ownerState: Parameters<typeof upsertFeature>[1]["ownerState"];
  readonly region: Region;
  readonly preparation: string;
  readonly preparationVersion: string;
  readonly preparedKey: string;
  readonly preparedSha256: string | null;
  readonly outlineVersion: number;
}

/** Writes the vectors, or why there are none, in the place of what was there of the model. */
export async function keepDescription(
  tx: SqlExecutor,
  mark: DescribedMark,
  { model, vectors, gap }: Description,
  at: Date,
): Promise<void> {
  const { acquisitionId, ownerState, region, preparedKey } = mark;
  const name: ModelVersion = model;
  if (gap !== null) {
    const of = { acquisitionId, ownerState, region, modelId: name.id, modelVersion: name.version };
    await upsertGap(tx, { ...of, ...gap, preparedKey, createdAt: at });
    return;
  }
  for (const vector of vectors) {
    await upsertFeature(tx, { ...mark, ...vector, modelId: name.id, modelVersion: name.version, createdAt: at });
  }
  await deleteGap(tx, acquisitionId, name);
}
