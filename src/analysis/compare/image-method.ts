/** The congruent-cells methods of 2D images: their own band, preparation and thresholds. Metres and radians. */
import { BREECH_FACE_CELLS, type CellMethod, FIRING_PIN_CELLS } from "./cell-method.ts";

/**
 * Breech faces in two images by their grey. Cells and tolerances as between topographies. The band starts at 40 um: a photograph
 * seldom resolves less. The correlation was fitted on renderings of the Weller study under a ring, with a camera's grain and at 24 um a
 * pixel: the least at which no different-source pair has more than two cells.
 */
const BREECH_FACE_IMAGE_CELLS: CellMethod = {
  ...BREECH_FACE_CELLS,
  method: "breech-face-image-cells",
  methodVersion: "1.0.0",
  preparation: "image-band-pass",
  preparationVersion: "1.0.0",
  shortestWave: 40e-6,
  longestWave: 250e-6,
  leastCorrelation: 0.35,
};

/**
 * The same by the relief that the shading of a light from one side tells: it stays when the light turns against the mark. Fitted on
 * renderings of the Weller study under a side light, by the same rule.
 */
const BREECH_FACE_RELIEF_CELLS: CellMethod = {
  ...BREECH_FACE_IMAGE_CELLS,
  method: "breech-face-image-relief-cells",
  leastCorrelation: 0.4,
};

/** An image against a topography: the one rendered like the other, or both as relief; thresholds of the grey and of the relief. */
const BREECH_FACE_RENDERED_CELLS: CellMethod = {
  ...BREECH_FACE_IMAGE_CELLS,
  method: "breech-face-image-topography-cells",
};
const BREECH_FACE_RESTORED_CELLS: CellMethod = {
  ...BREECH_FACE_RELIEF_CELLS,
  method: "breech-face-image-topography-cells",
};

/** Firing-pin impressions at the lengths of `FIRING_PIN_CELLS`; no public images of them were there to fit on. */
function shrinkToImpression(method: CellMethod): CellMethod {
  const { longestWave, pitch, rim, registration, cellSize, searchReach, shiftTolerance } = FIRING_PIN_CELLS;
  return {
    ...method,
    method: method.method.replace("breech-face", "firing-pin"),
    preparation: "firing-pin-image-band-pass",
    shortestWave: (method.shortestWave * FIRING_PIN_CELLS.longestWave) / BREECH_FACE_CELLS.longestWave,
    longestWave,
    pitch,
    rim,
    registration,
    cellSize,
    searchReach,
    shiftTolerance,
  };
}

export interface ImageMethods {
  /** Both by their grey, both by their relief. */
  readonly grey: CellMethod;
  readonly relief: CellMethod;
  /** An image against a topography by grey, and by relief. */
  readonly rendered: CellMethod;
  readonly restored: CellMethod;
}

const BREECH_FACE: ImageMethods = {
  grey: BREECH_FACE_IMAGE_CELLS,
  relief: BREECH_FACE_RELIEF_CELLS,
  rendered: BREECH_FACE_RENDERED_CELLS,
  restored: BREECH_FACE_RESTORED_CELLS,
};
const FIRING_PIN: ImageMethods = {
  grey: shrinkToImpression(BREECH_FACE.grey),
  relief: shrinkToImpression(BREECH_FACE.relief),
  rendered: shrinkToImpression(BREECH_FACE.rendered),
  restored: shrinkToImpression(BREECH_FACE.restored),
};

export function chooseImageMethods(region: "BreechFace" | "FiringPinImpression"): ImageMethods {
  return region === "BreechFace" ? BREECH_FACE : FIRING_PIN;
}
