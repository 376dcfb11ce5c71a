/** What a relief looks like to a camera above it, so that heights and images can be laid on each other. */
import type { Surface } from "../surface.ts";

export type RenderLight =
  /** From all sides alike and low: steep places are bright, level ones dark, wherever they face. */
  | { readonly kind: "ring" }
  /** From one azimuth (radians, x right, y down): slopes that face it are bright. */
  | { readonly kind: "side"; readonly azimuth: number };

/** The mean slope comes out at this grey, level ground under a side light too; steep slopes saturate softly. */
const MEAN_GREY = 0.4;

/**
 * Renders a relief of any unit under `light`: grey 0..1 on the same grid, missing where the height or one of its four neighbours
 * is. Only the slopes' ratios count: they are measured against their own root mean square, as an exposure does it.
 * A surface that is not a topography is a RangeError.
 */
export function renderUnderLight(relief: Surface, light: RenderLight): Surface {
  if (relief.kind !== "topography") throw new RangeError("only heights can be rendered under a light");
  const { width, height, values, incrementX, incrementY } = relief;
  const slopesX = new Float32Array(values.length).fill(Number.NaN);
  const slopesY = new Float32Array(values.length).fill(Number.NaN);
  let sum = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const p = (values[i + 1] - values[i - 1]) / incrementX;
      const q = (values[i + width] - values[i - width]) / incrementY;
      if (Number.isNaN(p + q + values[i])) continue;
      slopesX[i] = p;
      slopesY[i] = q;
      sum += p * p + q * q;
      count++;
    }
  }
  const gain = sum > 0 ? Math.sqrt(count / sum) : 0;
  // Lambert's cosine for a side light, linear in the slopes; a ring sums highlights, which grow with the steepness alone.
  const grey =
    light.kind === "ring"
      ? slopesX.map((p, i) => 1 - (1 - MEAN_GREY) ** (gain * Math.hypot(p, slopesY[i])))
      : slopesX.map((p, i) => {
          const facing = -gain * (p * Math.cos(light.azimuth) + slopesY[i] * Math.sin(light.azimuth));
          return Math.max(0, Math.min(1, MEAN_GREY * (1 + 0.5 * facing)));
        });
  return { ...relief, values: grey, kind: "reflectance" };
}
