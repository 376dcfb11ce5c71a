/** What a relief looks like to a camera above it, so that heights and images can be laid on each other. */
import type { Surface } from "../surface.ts";

/** The mean slope comes out at this grey, and steep slopes saturate softly. */
const MEAN_GREY = 0.4;

/**
 * Renders a relief of any unit under a ring light, from all sides alike and low: steep places are bright, level ones dark, wherever they
 * face, for a ring sums highlights. Grey 0..1 on the same grid, missing where the height or one of its four neighbours is. Only
 * the slopes' ratios count: they are measured against their own root mean square, as an exposure does it.
 * A surface that is not a topography is a RangeError.
 */
export function renderUnderRing(relief: Surface): Surface {
  if (relief.kind !== "topography") throw new RangeError("only heights can be rendered under a light");
  const { width, height, values, incrementX, incrementY } = relief;
  const slopes = new Float32Array(values.length).fill(Number.NaN);
  let sum = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const p = (values[i + 1] - values[i - 1]) / incrementX;
      const q = (values[i + width] - values[i - width]) / incrementY;
      if (Number.isNaN(p + q + values[i])) continue;
      slopes[i] = Math.hypot(p, q);
      sum += p * p + q * q;
      count++;
    }
  }
  const gain = sum > 0 ? Math.sqrt(count / sum) : 0;
  return { ...relief, values: slopes.map((slope) => 1 - (1 - MEAN_GREY) ** (gain * slope)), kind: "reflectance" };
}
