/** What the embedder's model of a region reads, made from a prepared mark. */
import { RibinError } from "../../domain/errors.ts";
import type { Region } from "../../domain/vocabulary.ts";
import { isAreal, viewMark } from "../compare/image-views.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import { AREAL_INPUT_VERSION, buildArealInput } from "./areal-input.ts";
import { buildProfileInput, PROFILE_INPUT_VERSION } from "./profile-input.ts";

/** A dense tensor, row-major; `data.length` is the product of `dims`. */
export interface DescriptorInput {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/**
 * Builds the model input of `mark`'s region: a map [1, 2, 144, 144] for breech faces and firing pin impressions, a
 * profile [1, 2, 384] for lands (channel 0 values, channel 1 mask). An image under a side light is described by the relief
 * that its shading tells, so that it meets topographies. Throws NOT_COMPARABLE when there is nothing to describe.
 */
export function buildDescriptorInput(mark: PreparedMark): DescriptorInput {
  if (!isAreal(mark)) return buildProfileInput(mark);
  const view = mark.surface.kind === "reflectance" && mark.light?.kind === "side" ? "relief" : "grey";
  return buildArealInput(viewMark(mark, view), mark.region);
}

/** What a model says of the inputs that it was made for. */
interface ModelInput {
  readonly id: string;
  readonly version: string;
  readonly regions: readonly Region[];
  readonly preprocessingVersion: string;
}

/** Errors: MODEL_INVALID where a model was made for inputs that this program does not make. */
export function assertInputsFit(models: readonly ModelInput[]): void {
  for (const { id, version, regions, preprocessingVersion } of models) {
    const made = regions.includes("LEA") ? PROFILE_INPUT_VERSION : AREAL_INPUT_VERSION;
    if (preprocessingVersion === made) continue;
    throw new RibinError(
      "MODEL_INVALID",
      `The model ${id} ${version} reads inputs of version ${preprocessingVersion}; this program makes version ${made}.`,
    );
  }
}
