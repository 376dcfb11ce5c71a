/** Makes the areal mark of a 2D image ready for comparison: its region, its scale, its light, its texture. */
import { RibinError } from "../../domain/errors.ts";
import type { Lighting } from "../../domain/vocabulary.ts";
import { cropAboutCentre } from "../filter/crop-about-centre.ts";
import { erodeMask } from "../filter/erode-mask.ts";
import { flattenIllumination } from "../image/flatten-illumination.ts";
import { type ImageLight, measureLight } from "../image/measure-light.ts";
import { applyOutlines } from "../segment/apply-outlines.ts";
import { LARGE_PRIMER, measurePrimer, SMALL_PRIMER } from "../segment/measure-primer-in-image.ts";
import { LEAST_CONFIDENCE, type Segmentation } from "../segment/outline.ts";
import { outlineRings, seekRings } from "../segment/segment-in-image.ts";
import type { Surface } from "../surface.ts";
import { chooseImageMethods } from "./image-method.ts";
import { normaliseValues } from "./normalise-values.ts";
import type { PreparedMark } from "./prepared-mark.ts";

export interface ImageOptions {
  readonly scaleKnown: boolean;
  readonly lighting?: Lighting | null | undefined;
  /** Outlines drawn before, by a person or by `segmentImage`; in the unit of the image's increments. */
  readonly segmentation?: Segmentation | undefined;
}

/** A stated scale may make the primer differ from its nominal width by this share: its edge is rounded, its gap unclear. */
const PRIMER_TOLERANCE = 0.15;
const MILLIMETRES = 1e3;

/**
 * Makes a breech face or a firing-pin impression of an image ready. The region is found (or taken from `segmentation`, or from the
 * image's own transparency), a stated scale is held against the primer in the image, and an unknown one is estimated from it, as
 * a small pistol primer. Illumination is flattened, the texture band-passed to the method's pitch and divided by its RMS.
 * @throws RibinError NOT_COMPARABLE where no case head is found, or no scale, or the stated one contradicts the primer
 */
export function prepareImage(
  image: Surface,
  region: "BreechFace" | "FiringPinImpression",
  options: ImageOptions,
): PreparedMark {
  const rings = seekRings(image);
  const segmentation = options.segmentation ?? outlineRings(image, region, rings);
  if (segmentation.confidence < LEAST_CONFIDENCE) {
    const seen = segmentation.remarks.join(" ");
    throw new RibinError("NOT_COMPARABLE", `The ${region} was not found in the image; draw its outline. ${seen}`);
  }
  const scale = decideScale(segmentation, options.scaleKnown);
  const cut = cropAboutCentre(applyOutlines(image, segmentation, region));
  const mark = { ...cut, incrementX: cut.incrementX * scale, incrementY: cut.incrementY * scale };
  const method = chooseImageMethods(region).grey;
  const flat = erodeMask(flattenIllumination(mark, method), method.rim);
  return {
    preparation: method.preparation,
    preparationVersion: method.preparationVersion,
    region,
    surface: normaliseValues(flat),
    profile: null,
    scaleKnown: options.scaleKnown,
    scaleSource: options.scaleKnown ? "stated" : "primer",
    light: decideLight(rings, options.lighting),
  };
}

/** As stated; what a statement leaves open is read off the primer's edge. */
function decideLight(rings: ReturnType<typeof seekRings>, lighting: Lighting | null | undefined): ImageLight {
  if (lighting === "ring") return { kind: "ring", azimuth: null };
  // An image that was cut to its mark shows no edge.
  const seen: ImageLight = rings === null || rings === "cut" ? { kind: "unknown", azimuth: null } : measureLight(rings);
  return lighting === "side" && seen.kind !== "side" ? { kind: "side", azimuth: null } : seen;
}

/** Metres per unit of the outlines. */
function decideScale(segmentation: Segmentation, scaleKnown: boolean): number {
  const diameter = measurePrimer(segmentation);
  if (scaleKnown) {
    if (diameter === null || isPrimer(diameter)) return 1;
    throw new RibinError(
      "NOT_COMPARABLE",
      `By the stated scale the primer would measure ${(MILLIMETRES * diameter).toFixed(2)} mm; pistol primers measure 4.45 or 5.33 mm.`,
    );
  }
  if (diameter === null) {
    throw new RibinError(
      "NOT_COMPARABLE",
      "The scale of the image is unknown and no primer was found to estimate it; state its micrometres per pixel.",
    );
  }
  return SMALL_PRIMER / diameter;
}

function isPrimer(diameter: number): boolean {
  return diameter > SMALL_PRIMER * (1 - PRIMER_TOLERANCE) && diameter < LARGE_PRIMER * (1 + PRIMER_TOLERANCE);
}
