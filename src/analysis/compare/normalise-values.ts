import type { Surface } from "../surface.ts";

/** Values beyond this many root mean squares are pits and glints. */
const CLIP = 3;

/** Divides by the RMS and clips at 3, twice: a few deep pits or glints must not decide a correlation. */
export function normaliseValues(surface: Surface): Surface {
  let { values } = surface;
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
    values = values.map((value) => Math.max(-CLIP, Math.min(CLIP, value / rms)));
  }
  return { ...surface, values };
}
