/** Turns and shifts a scan at random, so that no claim rests on how a study happened to mount its exhibits. */
import { warpSurface } from "../filter/warp-surface.ts";
import type { Random } from "../random.ts";
import type { Pose, Surface } from "../surface.ts";

/** Largest shift along each axis, as a share of the shorter side. */
const SHIFT_SHARE = 0.1;

/** An angle over the full circle and a shift of up to a tenth of the shorter side along each axis. */
export function drawPose(surface: Surface, random: Random): Pose {
  const reach = SHIFT_SHARE * Math.min(surface.width * surface.incrementX, surface.height * surface.incrementY);
  return {
    angle: (2 * random.uniform() - 1) * Math.PI,
    shiftX: (2 * random.uniform() - 1) * reach,
    shiftY: (2 * random.uniform() - 1) * reach,
  };
}

/**
 * Returns the scan under a random pose: bilinear between points, missing where a neighbour that counts is missing, on a
 * canvas about the same centre that is large enough to lose nothing. Square points of the finer of the two increments.
 */
export function rotateSurfaceAtRandom(surface: Surface, random: Random): Surface {
  const pose = drawPose(surface, random);
  const increment = Math.min(surface.incrementX, surface.incrementY);
  const halfX = ((surface.width - 1) / 2) * surface.incrementX;
  const halfY = ((surface.height - 1) / 2) * surface.incrementY;
  const cos = Math.abs(Math.cos(pose.angle));
  const sin = Math.abs(Math.sin(pose.angle));
  const reachX = cos * halfX + sin * halfY + Math.abs(pose.shiftX);
  const reachY = sin * halfX + cos * halfY + Math.abs(pose.shiftY);
  return warpSurface(surface, pose, {
    width: 2 * Math.ceil(reachX / increment) + 1,
    height: 2 * Math.ceil(reachY / increment) + 1,
    increment,
  });
}
