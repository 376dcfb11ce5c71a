import { prepareMark } from "../../analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../analysis/compare/prepared-mark.ts";
import { encodePreparedMark } from "../../analysis/compare/prepared-mark-codec.ts";
import { cutHalfAtRandom } from "../../analysis/evaluate/cut-half.ts";
import { rotateSurfaceAtRandom } from "../../analysis/evaluate/rotate-surface.ts";
import { buildDescriptorInput } from "../../analysis/features/descriptor-input.ts";
import { renderSurface } from "../../analysis/image/render-surface.ts";
import { createRandom } from "../../analysis/random.ts";
import type { Surface } from "../../analysis/surface.ts";
import { RibinError } from "../../domain/errors.ts";
import { COMPARABLE_REGIONS, type Region } from "../../domain/vocabulary.ts";
import type { ImageDecoder } from "../../ports/image-decoder.ts";
import { decodeEvidence } from "../decode-evidence.ts";
import type { AnalysisTasks, PreparedEvidence } from "./tasks.ts";

/**
 * From the bytes of a file to a mark ready for search and comparison. What has no method, or nothing to compare, is no error
 * but says so. Errors: those of `decodeEvidence`.
 */
export async function prepareEvidence(
  input: AnalysisTasks["prepareEvidence"]["input"],
  decoder: ImageDecoder,
): Promise<PreparedEvidence> {
  const evidence = await decodeEvidence(input.bytes, input.statement, decoder);
  const surface = spoilAtRandom(evidence.surface, input);
  const picture = renderSurface(surface);
  const preview = await decoder.encodePng(picture.width, picture.height, picture.rgba);
  const { region } = evidence;
  if (region === null || !isComparable(region)) {
    return {
      prepared: false,
      reason: `There is no comparison method for ${region ?? "an unknown region"} yet.`,
      preview,
    };
  }
  // Cells are measured in metres; lands of one unknown scale are compared point by point.
  if (!evidence.scaleKnown && region !== "LEA") {
    const reason = `The scale is unknown, and the method for ${region} measures in metres. State micrometres per pixel.`;
    return { prepared: false, reason, preview };
  }
  try {
    const mark = prepareMark(surface, region, { scaleKnown: evidence.scaleKnown });
    const { preparation, preparationVersion } = mark;
    const descriptor = buildDescriptorInput(mark);
    return { prepared: true, mark: encodePreparedMark(mark), preparation, preparationVersion, descriptor, preview };
  } catch (error) {
    if (error instanceof RibinError && (error.code === "NOT_COMPARABLE" || error.code === "REGION_UNSUPPORTED")) {
      return { prepared: false, reason: error.message, preview };
    }
    throw error;
  }
}

/** For studies only: turned and shifted at random, and halved where that is asked for. */
function spoilAtRandom(
  surface: Surface,
  { turnSeed, halve = false }: AnalysisTasks["prepareEvidence"]["input"],
): Surface {
  if (turnSeed === undefined) return surface;
  const random = createRandom(turnSeed);
  const turned = rotateSurfaceAtRandom(surface, random);
  return halve ? cutHalfAtRandom(turned, random) : turned;
}

function isComparable(region: Region): region is PreparedMark["region"] {
  return COMPARABLE_REGIONS.includes(region);
}
