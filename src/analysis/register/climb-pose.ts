import type { Pose } from "../surface.ts";
import { poseThrough } from "./pose.ts";

/** A pose written as a turn about a pivot of A: angle and the place in B that lies on the pivot barely disturb each other. */
export interface Climb {
  readonly pose: Pose;
  readonly value: number;
}

/**
 * Climbs to the nearest maximum of `evaluate` by turns about the pivot (metres in A) and shifts, halving the steps
 * `rounds` times. `value` is that of the starting pose.
 */
export function climbPose(
  start: Pose,
  value: number,
  pivotX: number,
  pivotY: number,
  steps: { angle: number; shift: number; rounds: number },
  evaluate: (pose: Pose) => number,
): Climb {
  let best = start;
  let bestValue = value;
  let angleStep = steps.angle;
  let shiftStep = steps.shift;
  const tryPose = (pose: Pose): boolean => {
    const found = evaluate(pose);
    if (found <= bestValue) return false;
    best = pose;
    bestValue = found;
    return true;
  };
  for (let round = 0; round < steps.rounds; round++) {
    for (const [dx, dy] of NEIGHBOURS) {
      // Walk on while it rises, at most a few steps: the start is within a step or two of its summit.
      for (let walked = 0; walked < 3; walked++) {
        const moved = { ...best, shiftX: best.shiftX + dx * shiftStep, shiftY: best.shiftY + dy * shiftStep };
        if (!tryPose(moved)) break;
      }
    }
    for (const turn of [1, -1]) {
      for (let walked = 0; walked < 3; walked++) {
        if (!tryPose(turnAbout(best, turn * angleStep, pivotX, pivotY))) break;
      }
    }
    angleStep /= 2;
    shiftStep /= 2;
  }
  return { pose: best, value: bestValue };
}

const NEIGHBOURS: readonly (readonly [number, number])[] = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
];

/** Turns B by `turn` more radians about the point of A given in metres. */
function turnAbout(pose: Pose, turn: number, pivotX: number, pivotY: number): Pose {
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  const dx = pivotX - pose.shiftX;
  const dy = pivotY - pose.shiftY;
  return poseThrough(pose.angle + turn, cos * dx + sin * dy, -sin * dx + cos * dy, pivotX, pivotY);
}
