import type { Pose, Surface } from "../surface.ts";

/**
 * Brings scan B into scan A's frame: the value of the result at point a (metres from its grid centre) is B at
 * `R(-angle) (a - shift)`, so that what `applyPose(pose, b)` says lies where it says. Bilinear between B's points; where one
 * of the four points that count is missing, so is the result (missing data is never smeared or invented). `width`,
 * `height` and `increment` (metres) are the grid of the result.
 */
export function warpSurface(
  surface: Surface,
  pose: Pose,
  grid: { width: number; height: number; increment: number },
): Surface {
  const { width, height, increment } = grid;
  const values = new Float32Array(width * height).fill(Number.NaN);
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  const halfX = (surface.width - 1) / 2;
  const halfY = (surface.height - 1) / 2;
  for (let row = 0; row < height; row++) {
    const ay = (row - (height - 1) / 2) * increment - pose.shiftY;
    for (let column = 0; column < width; column++) {
      const ax = (column - (width - 1) / 2) * increment - pose.shiftX;
      const x = (cos * ax + sin * ay) / surface.incrementX + halfX;
      const y = (-sin * ax + cos * ay) / surface.incrementY + halfY;
      values[row * width + column] = sampleBilinear(surface, x, y);
    }
  }
  return { ...surface, width, height, incrementX: increment, incrementY: increment, values };
}

/** Value between grid points; x and y in points from the first column and row. NaN outside or beside missing data. */
export function sampleBilinear(surface: Surface, x: number, y: number): number {
  const { width, height, values } = surface;
  // A rounding error beyond the border still counts as on it: a pose that moves nothing must lose nothing.
  const px = Math.abs(x - Math.round(x)) < 1e-6 ? Math.round(x) : x;
  const py = Math.abs(y - Math.round(y)) < 1e-6 ? Math.round(y) : y;
  if (!(px >= 0 && py >= 0 && px <= width - 1 && py <= height - 1)) return Number.NaN;
  const left = Math.floor(px);
  const top = Math.floor(py);
  const fx = px - left;
  const fy = py - top;
  const at = top * width + left;
  // A neighbour with weight zero does not count, so that whole steps do not eat the border of the data.
  const right = fx > 0 ? at + 1 : at;
  const below = fy > 0 ? width : 0;
  return (
    (1 - fy) * ((1 - fx) * values[at] + fx * values[right]) +
    fy * ((1 - fx) * values[at + below] + fx * values[right + below])
  );
}
