import { RibinError } from "../../domain/errors.ts";
import { erodeMask } from "../filter/erode-mask.ts";
import { applyGaussianHighPass } from "../filter/gaussian-band-pass.ts";
import { levelSurface } from "../filter/level-surface.ts";
import { removeOutliers } from "../filter/remove-outliers.ts";
import { resampleSurface } from "../filter/resample-surface.ts";
import { smoothGaussian } from "../filter/smooth-gaussian.ts";
import { findBreechFace } from "../segment/find-breech-face.ts";
import type { Surface } from "../surface.ts";
import { BREECH_FACE_CELLS, type CellMethod, FIRING_PIN_CELLS } from "./cell-method.ts";
import { prepareLand } from "./land-prepare.ts";
import type { PreparedMark } from "./prepared-mark.ts";

function prepareCells(surface: Surface, method: CellMethod): Surface {
  const levelled = removeOutliers(levelSurface(surface, 2), 6);
  const smooth = smoothGaussian(levelled, method.shortestWave, 0);
  const resampled = resampleSurface(smooth, method.pitch);
  const passed = erodeMask(applyGaussianHighPass(resampled, method.longestWave), method.rim);
  return normaliseSurface(passed);
}

/** Divides by the RMS and clips at 3: a few deep pits must not decide a correlation. */
function normaliseSurface(surface: Surface): Surface {
  let values = surface.values;
  for (let round = 0; round < 2; round++) {
    let sum = 0;
    let count = 0;
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      sum += value * value;
      count++;
    }
    const rms = Math.sqrt(sum / Math.max(1, count));
    if (!(rms > 0)) return surface;
    values = values.map((value) => Math.max(-3, Math.min(3, value / rms)));
  }
  return { ...surface, values };
}

/** Below this a found region is not trusted, and the scan keeps the mask it came with. */
const LEAST_CONFIDENCE = 0.5;

/** A whole case head is cut to its breech-face mark; a scan of the mark alone stays as it is. */
function selectBreechFace(surface: Surface): Surface {
  const found = surface.kind === "topography" ? findBreechFace(surface) : null;
  return found !== null && found.confidence >= LEAST_CONFIDENCE ? found.surface : surface;
}

/**
 * Makes a mark ready for comparison: the scan or image of one region of interest, masked to it (missing elsewhere) or, for a
 * breech-face topography, the whole case head. Breech faces and
 * firing-pin impressions are levelled, freed of outliers, band-passed, brought to the method's pitch about the same grid
 * centre and divided by their RMS; lands go to `prepareLand`.
 * @throws RibinError NOT_COMPARABLE for an areal mark of unknown scale: its cells and band are lengths
 */
export function prepareMark(
  surface: Surface,
  region: PreparedMark["region"],
  options: { scaleKnown: boolean },
): PreparedMark {
  if (region === "LEA") return prepareLand(surface, options);
  if (!options.scaleKnown) {
    throw new RibinError("NOT_COMPARABLE", "The scale of the image is unknown; state its micrometres per pixel.");
  }
  const method = region === "FiringPinImpression" ? FIRING_PIN_CELLS : BREECH_FACE_CELLS;
  return {
    preparation: method.preparation,
    preparationVersion: method.preparationVersion,
    region,
    surface: prepareCells(region === "BreechFace" ? selectBreechFace(surface) : surface, method),
    profile: null,
    scaleKnown: options.scaleKnown,
  };
}
