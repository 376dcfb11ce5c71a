import type { Pose } from "../surface.ts";

/** The same angle within (-pi, pi]. */
export function wrapAngle(angle: number): number {
  const turned = angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
  return turned <= -Math.PI ? turned + 2 * Math.PI : turned;
}

/** The pose that undoes `pose`: A into B where `pose` is B into A. */
export function invertPose(pose: Pose): Pose {
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  return {
    angle: wrapAngle(-pose.angle),
    shiftX: -(cos * pose.shiftX + sin * pose.shiftY),
    shiftY: -(-sin * pose.shiftX + cos * pose.shiftY),
  };
}

/** The pose of this angle that carries point b (of scan B) onto point a (of scan A); all in metres. */
export function poseThrough(angle: number, bx: number, by: number, ax: number, ay: number): Pose {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { angle: wrapAngle(angle), shiftX: ax - (cos * bx - sin * by), shiftY: ay - (sin * bx + cos * by) };
}
