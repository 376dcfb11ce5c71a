/** Clears from an image of a land what is no surface: saturated points, their borders, and a line drawn across. */
import type { Surface } from "../surface.ts";
import { findRobustScale } from "./land-signal.ts";

/** Grey values from here up are saturated or background: they tell nothing of the surface. */
const SATURATED = 0.97;
/** Half the length, in columns, over which a row is averaged when a drawn line is sought. */
const LINE_HALF_LENGTH = 20;
/** Half the height, in rows, of the neighbourhood that a line must stand out from; lines up to 9 rows thick are seen. */
const LINE_HALF_NEIGHBOURHOOD = 9;
/** A line is this many robust deviations, and at least this much of the grey range, off its neighbourhood. */
const LINE_DEVIATIONS = 5;
const LINE_CONTRAST = 0.08;

/** Makes saturated points and their four neighbours NaN: the border of a hole is half surface, half hole. */
function clearSaturated(surface: Surface): Float32Array {
  const { width, height, values } = surface;
  const kept = values.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x];
      if (value < SATURATED) continue;
      kept[y * width + x] = Number.NaN;
      if (x > 0) kept[y * width + x - 1] = Number.NaN;
      if (x + 1 < width) kept[y * width + x + 1] = Number.NaN;
      if (y > 0) kept[(y - 1) * width + x] = Number.NaN;
      if (y + 1 < height) kept[(y + 1) * width + x] = Number.NaN;
    }
  }
  return kept;
}

/** Mean of the present values up to LINE_HALF_LENGTH columns away, in the same row; NaN under a quarter of them. */
function averageRows(values: Float32Array, width: number, height: number): Float32Array {
  const means = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    let count = 0;
    for (let x = -LINE_HALF_LENGTH; x < width; x++) {
      const entering = x + LINE_HALF_LENGTH;
      const leaving = x - LINE_HALF_LENGTH - 1;
      if (entering < width && !Number.isNaN(values[y * width + entering])) {
        sum += values[y * width + entering];
        count++;
      }
      if (leaving >= 0 && !Number.isNaN(values[y * width + leaving])) {
        sum -= values[y * width + leaving];
        count--;
      }
      if (x >= 0) means[y * width + x] = count > LINE_HALF_LENGTH / 2 ? sum / count : Number.NaN;
    }
  }
  return means;
}

/** How far each row average stands off the median of the averages above and below it. */
function measureLineContrast(values: Float32Array, width: number, height: number): Float32Array {
  const means = averageRows(values, width, height);
  const contrast = new Float32Array(values.length).fill(Number.NaN);
  const window: number[] = [];
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      window.length = 0;
      const first = Math.max(0, y - LINE_HALF_NEIGHBOURHOOD);
      const last = Math.min(height - 1, y + LINE_HALF_NEIGHBOURHOOD);
      for (let k = first; k <= last; k++) {
        const mean = means[k * width + x];
        if (!Number.isNaN(mean)) window.push(mean);
      }
      if (window.length <= LINE_HALF_NEIGHBOURHOOD / 2) continue;
      window.sort((p, q) => p - q);
      contrast[y * width + x] = means[y * width + x] - window[window.length >> 1];
    }
  }
  return contrast;
}

/**
 * Returns the image with NaN at saturated points, their neighbours, and thin lines that run along the rows (a study's
 * drawn profile, a scratch of the display). Striae run down the rows, so nothing of them looks like such a line.
 */
export function clearOverlays(surface: Surface): Surface {
  const { width, height } = surface;
  const values = clearSaturated(surface);
  const contrast = measureLineContrast(values, width, height);
  const limit = Math.max(LINE_CONTRAST, LINE_DEVIATIONS * findRobustScale(contrast));
  for (let i = 0; i < values.length; i++) if (Math.abs(contrast[i]) > limit) values[i] = Number.NaN;
  return { ...surface, values };
}
