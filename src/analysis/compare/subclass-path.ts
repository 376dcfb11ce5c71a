/** The course of a tool over a breech face: straight, or about a centre. Metres and radians, in the frame of one scan. */
import type { Pose } from "../surface.ts";

/** Lines through (x, y) in the direction of `angle`, all of them straight or all about one centre. */
export interface ToolPath {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  /** One over the distance from (x, y) to the centre, which lies to the side of (-sin, cos) of `angle`; 0 for straight lines. */
  readonly curvature: number;
}

/** The centre of a curved path; null where it is straight. */
export function findPathCentre({ x, y, angle, curvature }: ToolPath): { x: number; y: number } | null {
  if (curvature === 0) return null;
  return { x: x - Math.sin(angle) / curvature, y: y + Math.cos(angle) / curvature };
}

/** The motion that carries a point at (x, y) by `distance` along the path and every other point along its own line. */
export function moveAlong(path: ToolPath, distance: number): Pose {
  const centre = findPathCentre(path);
  if (centre === null) {
    return { angle: 0, shiftX: distance * Math.cos(path.angle), shiftY: distance * Math.sin(path.angle) };
  }
  const turn = distance * path.curvature;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  return {
    angle: turn,
    shiftX: centre.x - cos * centre.x + sin * centre.y,
    shiftY: centre.y - sin * centre.x - cos * centre.y,
  };
}

/** First `inner`, then `outer`. */
export function composePoses(outer: Pose, inner: Pose): Pose {
  const cos = Math.cos(outer.angle);
  const sin = Math.sin(outer.angle);
  return {
    angle: outer.angle + inner.angle,
    shiftX: cos * inner.shiftX - sin * inner.shiftY + outer.shiftX,
    shiftY: sin * inner.shiftX + cos * inner.shiftY + outer.shiftY,
  };
}

/** The same path in the frame that `pose` leads to. */
export function carryPath(path: ToolPath, pose: Pose): ToolPath {
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  return {
    ...path,
    x: cos * path.x - sin * path.y + pose.shiftX,
    y: sin * path.x + cos * path.y + pose.shiftY,
    angle: path.angle + pose.angle,
  };
}
