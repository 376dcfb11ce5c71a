import type { Surface } from "../surface.ts";
import { selectMedian } from "./select-nth.ts";

/**
 * Sets to missing what lies farther than `sigmas` robust standard deviations (1.4826 MAD) from the median: spikes of the
 * instrument, dust, the flank of the firing-pin hole. Meant for a levelled or band-passed surface.
 */
export function removeOutliers(surface: Surface, sigmas: number): Surface {
  const { values } = surface;
  const spread = measureRobustSpread(values);
  if (spread === null || spread.deviation === 0) return surface;
  const limit = sigmas * spread.deviation;
  return {
    ...surface,
    values: values.map((value) => (Math.abs(value - spread.median) > limit ? Number.NaN : value)),
  };
}

/** Median and 1.4826 times the median absolute deviation of the finite values; null when there is none. */
function measureRobustSpread(values: Float32Array): { median: number; deviation: number } | null {
  const finite = values.filter((value) => !Number.isNaN(value));
  if (finite.length === 0) return null;
  const median = selectMedian(finite);
  for (let i = 0; i < finite.length; i++) finite[i] = Math.abs(finite[i] - median);
  return { median, deviation: 1.4826 * selectMedian(finite) };
}
