/** Breech faces and firing-pin impressions in 3D: from heights within an outline to a mark that cells can be laid over. */
import { erodeMask } from "../filter/erode-mask.ts";
import { applyGaussianHighPass } from "../filter/gaussian-band-pass.ts";
import { levelSurface } from "../filter/level-surface.ts";
import { removeOutliers } from "../filter/remove-outliers.ts";
import { resampleSurface } from "../filter/resample-surface.ts";
import { smoothGaussian } from "../filter/smooth-gaussian.ts";
import type { Surface } from "../surface.ts";
import type { CellMethod } from "./cell-method.ts";

/**
 * Levels a surface that is masked to its mark, frees it of outliers, keeps the method's band at the method's pitch about the same
 * grid centre, takes off the rim and divides by the RMS.
 */
export function prepareRelief(surface: Surface, method: CellMethod): Surface {
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
