import type { Region } from "../../domain/vocabulary.ts";
import type { Surface } from "../surface.ts";
import { assessReflectance } from "./assess-reflectance.ts";
import { assessTopography } from "./assess-topography.ts";
import type { Quality } from "./quality.ts";

export interface QualityContext {
  /** False for an image without micrometres per pixel, or a topography whose unit is unknown. */
  readonly scaleKnown: boolean;
  readonly region?: Region | undefined;
}

/** Says whether a scan or an image can carry a comparison of its region, with the reasons in words. Never throws. */
export function assessQuality(surface: Surface, context: QualityContext): Quality {
  return surface.kind === "topography"
    ? assessTopography(surface, context.scaleKnown, context.region)
    : assessReflectance(surface, context.scaleKnown);
}
