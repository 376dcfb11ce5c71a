import { wrapAngle } from "../register/pose.ts";
import type { Pose } from "../surface.ts";

/** A point of B (metres) and the point of A where it was found. */
export interface PointPair {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

const ROUNDS = 12;
/**
 * Tukey's biweight: pairs farther off than this many robust standard deviations do not pull at all (95 % efficiency
 * where all errors are normal). A median distance in the plane is 1.1774 standard deviations of one axis.
 */
const CUT_OFF = 4.685;
const MEDIAN_DISTANCE = 1.1774;
/** A reflection must explain the points this much better; on points of one line it does so by chance. */
const REFLECTION_MARGIN = 1.1;

/**
 * The rotation and shift that carry the b points onto the a points, not pulled by pairs that do not belong: reweighted least squares,
 * from absolute distances (which a third of strays does not break down) to Tukey's biweight. Null for fewer than two points, for
 * points all in one place, and where a reflection would carry them clearly better than any rotation.
 */
export function fitRigidPose(pairs: readonly PointPair[]): Pose | null {
  if (pairs.length < 2 || prefersReflection(pairs)) return null;
  let pose = solvePose(
    pairs,
    pairs.map(() => 1),
  );
  for (let round = 0; round < ROUNDS && pose !== null; round++) {
    const distances = measureDistances(pairs, pose);
    const spread = findMedian(distances);
    // More than half of the pairs fit exactly: there is no scale to judge the others by, and nothing to gain.
    if (spread < 1e-12) return pose;
    const limit = (CUT_OFF * spread) / MEDIAN_DISTANCE;
    const late = round >= ROUNDS / 2;
    const weights = distances.map((distance) =>
      late ? Math.max(0, 1 - (distance / limit) ** 2) ** 2 : 1 / Math.max(distance, 0.1 * spread),
    );
    pose = solvePose(pairs, weights);
  }
  return pose;
}

/** Weighted Kabsch in the plane: the angle is atan2 of the cross and dot sums, so a reflection cannot come out. */
function solvePose(pairs: readonly PointPair[], weights: readonly number[]): Pose | null {
  const { ax, ay, bx, by } = findCentre(pairs, weights);
  let dot = 0;
  let cross = 0;
  pairs.forEach((pair, i) => {
    const ux = pair.ax - ax;
    const uy = pair.ay - ay;
    const vx = pair.bx - bx;
    const vy = pair.by - by;
    dot += weights[i] * (vx * ux + vy * uy);
    cross += weights[i] * (vx * uy - vy * ux);
  });
  if (dot === 0 && cross === 0) return null;
  const angle = wrapAngle(Math.atan2(cross, dot));
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { angle, shiftX: ax - (cos * bx - sin * by), shiftY: ay - (sin * bx + cos * by) };
}

/** Rotations reach hypot(dot, cross) of the sums of products, reflections the same with b mirrored. */
function prefersReflection(pairs: readonly PointPair[]): boolean {
  const { ax, ay, bx, by } = findCentre(
    pairs,
    pairs.map(() => 1),
  );
  const rotation = { dot: 0, cross: 0 };
  const reflection = { dot: 0, cross: 0 };
  for (const pair of pairs) {
    const ux = pair.ax - ax;
    const uy = pair.ay - ay;
    const vx = pair.bx - bx;
    const vy = pair.by - by;
    rotation.dot += vx * ux + vy * uy;
    rotation.cross += vx * uy - vy * ux;
    reflection.dot += -vx * ux + vy * uy;
    reflection.cross += -vx * uy - vy * ux;
  }
  return Math.hypot(reflection.dot, reflection.cross) > REFLECTION_MARGIN * Math.hypot(rotation.dot, rotation.cross);
}

function findCentre(pairs: readonly PointPair[], weights: readonly number[]): PointPair {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (of: (pair: PointPair) => number): number =>
    pairs.reduce((sum, pair, i) => sum + (weights[i] / total) * of(pair), 0);
  return { ax: mean(({ ax }) => ax), ay: mean(({ ay }) => ay), bx: mean(({ bx }) => bx), by: mean(({ by }) => by) };
}

function measureDistances(pairs: readonly PointPair[], { angle, shiftX, shiftY }: Pose): number[] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return pairs.map(({ ax, ay, bx, by }) =>
    Math.hypot(ax - (cos * bx - sin * by + shiftX), ay - (sin * bx + cos * by + shiftY)),
  );
}

function findMedian(values: readonly number[]): number {
  const sorted = [...values].sort((p, q) => p - q);
  return sorted[sorted.length >> 1];
}
