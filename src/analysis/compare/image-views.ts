/** The ways in which an image and a relief can be looked at so that two marks show the same thing. */
import { erodeMask } from "../filter/erode-mask.ts";
import { estimateRelief } from "../image/estimate-relief.ts";
import { flattenIllumination } from "../image/flatten-illumination.ts";
import { measureTextureAxis } from "../image/measure-light.ts";
import { renderUnderLight } from "../image/render-under-light.ts";
import type { Surface } from "../surface.ts";
import { chooseImageMethods } from "./image-method.ts";
import { normaliseValues } from "./normalise-values.ts";
import type { PreparedMark } from "./prepared-mark.ts";

/**
 * "grey": an image as prepared. "ring": heights, or the relief that an image's shading tells, rendered under a ring. "relief": heights, or
 * that relief. "counter-relief": the same upside down, for a light of which only the axis is known.
 */
export type MarkView = "grey" | "ring" | "relief" | "counter-relief";

export type ArealMark = PreparedMark & { readonly region: "BreechFace" | "FiringPinImpression" };

export function isAreal(mark: PreparedMark): mark is ArealMark {
  return mark.region === "BreechFace" || mark.region === "FiringPinImpression";
}

/** A view is made once for a mark and lives as long as the mark itself. */
const made = new WeakMap<PreparedMark, Map<MarkView, Surface>>();

/** The surface of `mark` that a view compares: band-passed, rms 1, at the method's pitch, about the mark's own grid centre. */
export function viewMark(mark: ArealMark, view: MarkView): Surface {
  const known = made.get(mark) ?? new Map<MarkView, Surface>();
  made.set(mark, known);
  const surface = known.get(view) ?? makeView(mark, view);
  known.set(view, surface);
  return surface;
}

function makeView(mark: ArealMark, view: MarkView): Surface {
  const band = chooseImageMethods(mark.region).grey;
  switch (view) {
    case "grey":
      return mark.surface;
    case "relief":
      return restoreRelief(mark, band.longestWave, band.rim);
    case "counter-relief": {
      const relief = viewMark(mark, "relief");
      return { ...relief, values: relief.values.map((value) => -value) };
    }
    case "ring": {
      const rendered = renderUnderLight({ ...viewMark(mark, "relief"), kind: "topography" }, { kind: "ring" });
      return normaliseValues(erodeMask(flattenIllumination(rendered, band), band.rim));
    }
  }
}

/** Heights are there already; those of an image are restored along its light, or along the axis of its texture. */
function restoreRelief({ surface, light }: ArealMark, longestWave: number, rim: number): Surface {
  if (surface.kind === "topography") return surface;
  const azimuth = light?.azimuth ?? measureTextureAxis(surface);
  return normaliseValues(erodeMask(estimateRelief(surface, azimuth, longestWave), rim));
}
