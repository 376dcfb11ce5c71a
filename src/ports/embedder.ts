/** Turns a prepared input into a vector by a model whose id and version travel with every vector. */
import type { Region } from "../domain/vocabulary.ts";

export interface EmbedderModel {
  readonly id: string;
  readonly version: string;
  /** Regions of interest that the model describes. */
  readonly regions: readonly Region[];
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
  readonly models: readonly EmbedderModel[];
  /**
   * Errors: REGION_UNSUPPORTED without a model for the region; VALIDATION_FAILED when the input is not of the model's
   * dims; NOT_COMPARABLE when the mark holds nothing to describe; MODEL_INVALID when the output is not finite or not of
   * unit length.
   */
  embed(region: Region, input: EmbedderInput): Promise<Embedding>;
  close(): Promise<void>;
}
