import { wrapAngle } from "../register/pose.ts";
import type { Pose } from "../surface.ts";

/** A point of B (metres) and the point of A where it was found. */
export interface PointPair {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/**
 * Least-squares rotation and shift that carry the b points onto the a points (Kabsch in the plane). The angle comes from
 * atan2 of the dot and cross sums, so a reflection cannot come out. Null for fewer than two points or all in one place.
 */
export function fitRigidPose(pairs: readonly PointPair[]): Pose | null {
  if (pairs.length < 2) return null;
  let ax = 0;
  let ay = 0;
  let bx = 0;
  let by = 0;
  for (const pair of pairs) {
    ax += pair.ax / pairs.length;
    ay += pair.ay / pairs.length;
    bx += pair.bx / pairs.length;
    by += pair.by / pairs.length;
  }
  let dot = 0;
  let cross = 0;
  for (const pair of pairs) {
    const ux = pair.ax - ax;
    const uy = pair.ay - ay;
    const vx = pair.bx - bx;
    const vy = pair.by - by;
    dot += vx * ux + vy * uy;
    cross += vx * uy - vy * ux;
  }
  if (dot === 0 && cross === 0) return null;
  const angle = wrapAngle(Math.atan2(cross, dot));
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { angle, shiftX: ax - (cos * bx - sin * by), shiftY: ay - (sin * bx + cos * by) };
}
