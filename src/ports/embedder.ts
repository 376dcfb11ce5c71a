/** Turns a prepared input into a vector by a model whose id and version travel with every vector. */
import type { Turning } from "../domain/turn-vector.ts";
import type { Region } from "../domain/vocabulary.ts";

export interface EmbedderModel {
  readonly id: string;
  readonly version: string;
  /** Regions of interest that the model describes. */
  readonly regions: readonly Region[];
  /** What its input is made like, as the manifest words it. */
  readonly preprocessing: string;
  /** Of the code that makes its input. */
  readonly preprocessingVersion: string;
  /** How its vectors turn with their marks; null where they do not. */
  readonly turning: Turning | null;
}

/** Which of several models of a region. */
export interface ModelName {
  readonly id: string;
  readonly version: string;
}

/** A dense tensor, row-major; `data.length` is the product of `dims`. */
export interface EmbedderInput {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export interface Embedding {
  readonly modelId: string;
  readonly modelVersion: string;
  /** Unit length, 256 numbers: the cosine of two is their dot product. */
  readonly vector: Float32Array;
}

export interface Embedder {
  /** All that are loaded. Of a region there may be several: the first is the one that is to be searched. */
  readonly models: readonly EmbedderModel[];
  /**
   * By the region's first model, or by the one that is named. Errors: REGION_UNSUPPORTED without such a model for the region; VALIDATION_FAILED when the input is not of the model's
   * dims; NOT_COMPARABLE when the mark holds nothing to describe; MODEL_INVALID when the output is not 256 numbers, not finite or
   * not of unit length.
   */
  embed(region: Region, input: EmbedderInput, model?: ModelName): Promise<Embedding>;
  close(): Promise<void>;
}
