import type { Surface } from "../surface.ts";
import { smoothGaussian } from "./smooth-gaussian.ts";

/**
 * Sets to missing where a surface freed of its form is steeper than `steepest` (metres a metre) over `length` (metres): walls and
 * their feet, pits and particles, whose form is not the mark's and which instruments measure badly. At full resolution: on a
 * coarser grid, blocks that are partly without data seem steep.
 */
export function removeFlanks(surface: Surface, steepest: number, length: number): Surface {
  const { width, height, incrementX, incrementY } = surface;
  const smooth = smoothGaussian(surface, length).values;
  /** Slope along a line of points `step` apart; where a neighbour is missing, from the other side. */
  const measureSlope = (at: number, step: number, hasBefore: boolean, hasAfter: boolean): number => {
    const before = hasBefore && !Number.isNaN(smooth[at - step]) ? 1 : 0;
    const after = hasAfter && !Number.isNaN(smooth[at + step]) ? 1 : 0;
    return before + after === 0 ? 0 : (smooth[at + after * step] - smooth[at - before * step]) / (before + after);
  };
  const values = Float32Array.from(surface.values);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (Number.isNaN(values[at])) continue;
      const alongX = measureSlope(at, 1, x > 0, x < width - 1) / incrementX;
      const alongY = measureSlope(at, width, y > 0, y < height - 1) / incrementY;
      if (alongX * alongX + alongY * alongY > steepest * steepest) values[at] = Number.NaN;
    }
  }
  return { ...surface, values };
}
