import { BULLET_METHOD, BULLET_METHOD_VERSION } from "../../analysis/compare/bullet-compare.ts";
import { BREECH_FACE_CELLS, FIRING_PIN_CELLS } from "../../analysis/compare/cell-method.ts";
import { chooseImageMethods } from "../../analysis/compare/image-method.ts";
import { LAND_METHOD, LAND_METHOD_VERSION } from "../../analysis/compare/land-compare.ts";
import { LAND_PREPARATION, LAND_PREPARATION_VERSION } from "../../analysis/compare/land-prepare.ts";
import type { Region } from "../../domain/vocabulary.ts";

export interface ComparisonMethod {
  readonly method: string;
  readonly methodVersion: string;
}

/** The comparison methods of a region at their current versions; none where there is no method yet. */
export function listMethods(region: Region): readonly ComparisonMethod[] {
  if (region === "LEA") return [{ method: LAND_METHOD, methodVersion: LAND_METHOD_VERSION }];
  if (region !== "BreechFace" && region !== "FiringPinImpression") return [];
  const topography = region === "BreechFace" ? BREECH_FACE_CELLS : FIRING_PIN_CELLS;
  const { grey, relief, rendered } = chooseImageMethods(region);
  return [topography, grey, relief, rendered].map(({ method, methodVersion }) => ({ method, methodVersion }));
}

/** How whole bullets are compared, at the current version. */
export const BULLETS: ComparisonMethod = { method: BULLET_METHOD, methodVersion: BULLET_METHOD_VERSION };

export interface MarkPreparation {
  readonly preparation: string;
  readonly preparationVersion: string;
}

/** What makes marks of a region ready, at the current versions. */
export function listPreparations(region: Region): readonly MarkPreparation[] {
  if (region === "LEA") {
    return [{ preparation: LAND_PREPARATION, preparationVersion: LAND_PREPARATION_VERSION }];
  }
  if (region !== "BreechFace" && region !== "FiringPinImpression") return [];
  const topography = region === "BreechFace" ? BREECH_FACE_CELLS : FIRING_PIN_CELLS;
  const { grey } = chooseImageMethods(region);
  return [topography, grey].map(({ preparation, preparationVersion }) => ({ preparation, preparationVersion }));
}

/** e.g. "breech-face-cells@1.2.0". */
export function nameMethod({ method, methodVersion }: ComparisonMethod): string {
  return `${method}@${methodVersion}`;
}
