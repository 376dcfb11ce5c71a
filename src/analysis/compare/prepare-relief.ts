/** Breech faces and firing-pin impressions in 3D: from heights within an outline to a mark that cells can be laid over. */
import { RibinError } from "../../domain/errors.ts";
import { cropAboutCentre } from "../filter/crop-about-centre.ts";
import { erodeMask } from "../filter/erode-mask.ts";
import { fillGaps } from "../filter/fill-gaps.ts";
import { applyGaussianHighPass } from "../filter/gaussian-high-pass.ts";
import { levelSurface } from "../filter/level-surface.ts";
import type { RegressionOptions } from "../filter/regress-gaussian.ts";
import { removeFlanks } from "../filter/remove-flanks.ts";
import { removeOutliers } from "../filter/remove-outliers.ts";
import { removePinForm } from "../filter/remove-pin-form.ts";
import { resampleSurface } from "../filter/resample-surface.ts";
import { smoothGaussian } from "../filter/smooth-gaussian.ts";
import { warpSurface } from "../filter/warp-surface.ts";
import type { Surface } from "../surface.ts";
import type { CellMethod } from "./cell-method.ts";
import { normaliseValues } from "./normalise-values.ts";

/** Fewer points than this to the longest wave of the band, and nothing of the band is left. */
const LEAST_POINTS = 6;
/** Robust deviations beyond which a point of the levelled mark is a spike, a particle or a flank. */
const OUTLIER = 6;
/**
 * Breech faces: the linear filter. The robust one was tried on fadul, weller and K013 and gave the same or lower figures at twice the
 * time, for their outliers are gone before it.
 */
const FACE_FILTER: RegressionOptions = { order: 1, robustRounds: 0 };
/** Firing pins: the flanks' feet and drag remain inside the outline, and the form must not climb them. */
const PIN_FILTER: RegressionOptions = { order: 1, robustRounds: 2 };

/**
 * Metres a metre, and metres over which it is measured: the marks of a breech face and of a firing pin are not as steep. Pits, particles,
 * the feet of rims and the flanks of an impression are, and as the highest of what is left they would decide a registration.
 */
const STEEPEST = { BreechFace: 0.1, FiringPinImpression: 0.25 } as const;
const FLANK_LENGTH = { BreechFace: 100e-6, FiringPinImpression: 40e-6 } as const;

/**
 * Takes the form off a surface that is masked to its mark (a robust second-order polynomial; for firing pins a sphere where that fits), frees it
 * of outliers, keeps the method's band at the method's pitch about the same grid centre, takes off the rim and divides by the RMS.
 * @throws RibinError NOT_COMPARABLE for a scan too coarse for the band
 */
export function prepareRelief(
  surface: Surface,
  region: "BreechFace" | "FiringPinImpression",
  method: CellMethod,
): Surface {
  const coarsest = Math.max(surface.incrementX, surface.incrementY);
  if (coarsest > method.longestWave / LEAST_POINTS) {
    const micrometres = (metres: number): number => Number((metres * 1e6).toPrecision(3));
    throw new RibinError(
      "NOT_COMPARABLE",
      `The points are ${micrometres(coarsest)} um apart; the marks compared are up to ${micrometres(method.longestWave)} um long. Scan it finer.`,
    );
  }
  const cropped = cropAboutCentre(surface);
  const pin = region === "FiringPinImpression";
  const form = pin ? removePinForm(cropped) : levelSurface(cropped, 2);
  const even = removeOutliers(removeFlanks(form, STEEPEST[region], FLANK_LENGTH[region]), OUTLIER);
  const resampled = bringToPitch(fillGaps(even, method.shortestWave), method);
  const passed = applyGaussianHighPass(resampled, method.longestWave, pin ? PIN_FILTER : FACE_FILTER);
  return normaliseValues(erodeMask(passed, method.rim));
}

/** Low-pass and the method's pitch. A scan that is coarser than that is read between its points. */
function bringToPitch(surface: Surface, { shortestWave, pitch }: CellMethod): Surface {
  const { width, height, incrementX, incrementY } = surface;
  if (Math.max(incrementX, incrementY) <= pitch) return resampleSurface(smoothGaussian(surface, shortestWave), pitch);
  const columns = Math.round((width * incrementX) / pitch);
  const rows = Math.round((height * incrementY) / pitch);
  const grid = { width: columns, height: rows, increment: pitch };
  return smoothGaussian(warpSurface(surface, { angle: 0, shiftX: 0, shiftY: 0 }, grid), shortestWave);
}
