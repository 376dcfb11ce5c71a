import { createHash } from "node:crypto";
import { prepareMark } from "../../analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../analysis/compare/prepared-mark.ts";
import { encodePreparedMark } from "../../analysis/compare/prepared-mark-codec.ts";
import { spoilSurface } from "../../analysis/evaluate/spoil-surface.ts";
import { buildDescriptorInput } from "../../analysis/features/descriptor-input.ts";
import { mirrorCast } from "../../analysis/filter/mirror-cast.ts";
import { renderSurface } from "../../analysis/image/render-surface.ts";
import { LEAST_CONFIDENCE, type Segmentation } from "../../analysis/segment/outline.ts";
import { segmentMark } from "../../analysis/segment/segment-mark.ts";
import { RibinError } from "../../domain/errors.ts";
import { COMPARABLE_REGIONS, type Region } from "../../domain/vocabulary.ts";
import type { ImageDecoder } from "../../ports/image-decoder.ts";
import { decodeEvidence } from "../acquisitions/decode-evidence.ts";
import { findView } from "./find-view.ts";
import { mirrorOutlines } from "./mirror-outlines.ts";
import type { AnalysisTasks, PreparedEvidence } from "./tasks.ts";

/**
 * From the bytes of a file to a mark ready for search and comparison. What has no method, or nothing to compare, or no outline
 * that the method is sure of, is no error but says so. Errors: those of `decodeEvidence`.
 */
export async function prepareEvidence(
  input: AnalysisTasks["prepareEvidence"]["input"],
  decoder: ImageDecoder,
): Promise<PreparedEvidence> {
  const evidence = await decodeEvidence(input.bytes, input.statement, decoder);
  const surface = spoilSurface(evidence.surface, input);
  const picture = renderSurface(surface);
  const preview = await decoder.encodePng(picture.width, picture.height, picture.rgba);
  const { region, scaleKnown } = evidence;
  const refuse = (reason: string, segmentation: Segmentation | null = null, outlineNeeded = false) => {
    return { prepared: false, reason, preview, segmentation, outlineNeeded } as const;
  };
  if (region === null || !isComparable(region)) {
    return refuse(`There is no comparison method for ${region ?? "an unknown region"} yet.`);
  }
  if (surface.height < 2) return refuse("The file is a profile, one row of heights; a comparison needs a surface.");
  const { negativeCast = false, outlines: given = null } = input;
  const original = negativeCast ? mirrorCast(surface) : surface;
  const drawn = given ?? segmentMark(original, region, { scaleKnown });
  // People draw on the picture of the file; the method, on the mark that the file is the imprint of.
  const segmentation = given !== null && negativeCast ? mirrorOutlines(drawn) : drawn;
  const byMethod = given !== null ? null : negativeCast ? mirrorOutlines(drawn) : drawn;
  if (segmentation.confidence < LEAST_CONFIDENCE) return refuse(describeDoubt(segmentation), byMethod, true);
  try {
    // A topography that was rendered for a study is lit as it was rendered.
    const lighting = evidence.lighting ?? input.render ?? null;
    const mark = prepareMark(original, region, { scaleKnown, segmentation, lighting });
    const bytes = encodePreparedMark(mark);
    return {
      prepared: true,
      mark: bytes,
      markSha256: createHash("sha256").update(bytes).digest("hex"),
      preparation: mark.preparation,
      preparationVersion: mark.preparationVersion,
      descriptor: buildDescriptorInput(mark),
      view: findView(mark),
      preview,
      segmentation: byMethod,
    };
  } catch (error) {
    if (error instanceof RibinError && (error.code === "NOT_COMPARABLE" || error.code === "REGION_UNSUPPORTED")) {
      return refuse(error.message, byMethod);
    }
    throw error;
  }
}

function describeDoubt({ remarks }: Segmentation): string {
  return ["The mark's outline is not sure; draw it, and the search goes on.", ...remarks].join(" ");
}

function isComparable(region: Region): region is PreparedMark["region"] {
  return COMPARABLE_REGIONS.includes(region);
}
