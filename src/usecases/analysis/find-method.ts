import { BREECH_FACE_CELLS, FIRING_PIN_CELLS } from "../../analysis/compare/cell-method.ts";
import { LAND_METHOD, LAND_METHOD_VERSION } from "../../analysis/compare/land-compare.ts";
import type { Region } from "../../domain/vocabulary.ts";

export interface ComparisonMethod {
  readonly method: string;
  readonly methodVersion: string;
}

/** The comparison method of a region at its current version; null where there is none yet. */
export function findMethod(region: Region): ComparisonMethod | null {
  if (region === "LEA") return { method: LAND_METHOD, methodVersion: LAND_METHOD_VERSION };
  if (region !== "BreechFace" && region !== "FiringPinImpression") return null;
  const { method, methodVersion } = region === "BreechFace" ? BREECH_FACE_CELLS : FIRING_PIN_CELLS;
  return { method, methodVersion };
}
