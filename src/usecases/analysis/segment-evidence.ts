import { drawOutlines } from "../../analysis/plot/draw-outlines.ts";
import { PART_OF_REGION, type SegmentedRegion, segmentMark } from "../../analysis/segment/segment-mark.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Region } from "../../domain/vocabulary.ts";
import type { ImageDecoder } from "../../ports/image-decoder.ts";
import { decodeEvidence } from "../acquisitions/decode-evidence.ts";
import type { AnalysisTasks } from "./tasks.ts";

/**
 * The parts that the method finds in a file, and a picture of them. Errors: those of `decodeEvidence`; REGION_UNSUPPORTED for a region
 * that is not compared, NOT_COMPARABLE for a profile.
 */
export async function segmentEvidence(
  input: AnalysisTasks["segmentEvidence"]["input"],
  decoder: ImageDecoder,
): Promise<AnalysisTasks["segmentEvidence"]["output"]> {
  const { surface, region, scaleKnown } = await decodeEvidence(input.bytes, input.statement, decoder);
  if (region === null || !isSegmented(region)) {
    throw new RibinError("REGION_UNSUPPORTED", `No parts are sought in ${region ?? "an unknown region"}.`);
  }
  if (surface.height < 2) {
    throw new RibinError("NOT_COMPARABLE", "The file is a profile, one row of heights; no parts are sought in it.");
  }
  const segmentation = segmentMark(surface, region, { scaleKnown });
  const { width, height, rgba } = drawOutlines(surface, segmentation, { scaleKnown });
  return { segmentation, picture: await decoder.encodePng(width, height, rgba) };
}

function isSegmented(region: Region): region is SegmentedRegion {
  return region in PART_OF_REGION;
}
