import { RibinError } from "../../domain/errors.ts";
import type { Lighting } from "../../domain/vocabulary.ts";
import { applyOutlines } from "../segment/apply-outlines.ts";
import { LEAST_CONFIDENCE, type Segmentation } from "../segment/outline.ts";
import { PART_OF_REGION, segmentMark } from "../segment/segment-mark.ts";
import type { Surface } from "../surface.ts";
import { BREECH_FACE_CELLS, FIRING_PIN_CELLS } from "./cell-method.ts";
import { prepareImage } from "./image-prepare.ts";
import { prepareLand } from "./land-prepare.ts";
import { prepareRelief } from "./prepare-relief.ts";
import type { PreparedMark } from "./prepared-mark.ts";

export interface MarkOptions {
  readonly scaleKnown: boolean;
  /** Outlines that a person drew or that are stored; without them the scan is segmented here. */
  readonly segmentation?: Segmentation;
  /** How an image was lit, as its upload states it. */
  readonly lighting?: Lighting | null;
}

/**
 * Makes a mark ready for comparison: the scan or image of one region of interest, or the whole case head, which is cut to the
 * region's outline. Breech faces and firing-pin impressions are levelled, freed of outliers, band-passed, brought to the
 * method's pitch about the same grid centre and divided by their RMS; lands go to `prepareLand`, images of
 * areal marks to `prepareImage`, which estimates an unknown scale.
 * @throws RibinError NOT_COMPARABLE for an areal mark of unknown scale (its cells and band are lengths), and where the region is
 * not drawn or the method is not sure of it: a person is asked, nothing is guessed
 */
export function prepareMark(surface: Surface, region: PreparedMark["region"], options: MarkOptions): PreparedMark {
  if (region === "LEA") {
    // Where no land is drawn, preparation finds its shoulders.
    const { segmentation, ...found } = options;
    const isDrawn = segmentation?.outlines.some(({ part }) => part === "LandEngravedArea") === true;
    return prepareLand(surface, isDrawn ? options : found);
  }
  if (surface.kind === "reflectance") return prepareImage(surface, region, options);
  if (!options.scaleKnown) {
    throw new RibinError("NOT_COMPARABLE", "The scale of the image is unknown; state its micrometres per pixel.");
  }
  const segmentation = options.segmentation ?? segmentMark(surface, region, options);
  if (segmentation.confidence < LEAST_CONFIDENCE) {
    throw new RibinError("NOT_COMPARABLE", `The ${region} was not found for sure. ${segmentation.remarks.join(" ")}`);
  }
  const method = region === "FiringPinImpression" ? FIRING_PIN_CELLS : BREECH_FACE_CELLS;
  return {
    preparation: method.preparation,
    preparationVersion: method.preparationVersion,
    region,
    surface: prepareRelief(applyOutlines(surface, segmentation, PART_OF_REGION[region]), region, method),
    profile: null,
    scaleKnown: options.scaleKnown,
  };
}
