/**
 * The numeric types that every analysis function speaks. All lengths are metres, all angles radians unless a name says
 * otherwise. Arrays are row-major: the value of column x, row y stands at `y * width + x`.
 */

/** A topography, or the grey values of an image, on a regular grid. Missing values are NaN. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  /** Metres between columns. */
  readonly incrementX: number;
  /** Metres between rows. */
  readonly incrementY: number;
  /** Heights in metres, or grey values 0..1 for an image; NaN where missing. */
  readonly values: Float32Array;
  /** What the values are. Heights and grey values are never compared with each other as if alike. */
  readonly kind: "topography" | "reflectance";
}

/** A rotation in radians and then a translation in metres; `applyPose` is its definition. */
export interface Pose {
  readonly angle: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/** Reports how far a long computation has come, 0..1. */
export type ReportProgress = (fraction: number) => void;

/**
 * Moves a point of scan B (metres from B's grid centre) into scan A's frame (metres from A's grid centre):
 * `a = R(angle) * b + shift`, R = [[cos, -sin], [sin, cos]], x to the right, y down the rows.
 */
export function applyPose(pose: Pose, x: number, y: number): { x: number; y: number } {
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  return { x: cos * x - sin * y + pose.shiftX, y: sin * x + cos * y + pose.shiftY };
}
