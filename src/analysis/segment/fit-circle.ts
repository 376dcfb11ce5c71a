import { solveLinearSystem } from "../filter/solve-linear-system.ts";
import type { Circle } from "./head-view.ts";
import { takeMedian } from "./head-view.ts";

const ROUNDS = 5;

/**
 * Fits a circle to points by algebraic least squares (Kasa 1976), repeated without the points farther off than three robust
 * standard deviations (at least `least`). Null for fewer than three points or points on a line.
 */
export function fitCircle(points: readonly { x: number; y: number }[], least: number): Circle | null {
  let circle: Circle | null = null;
  let kept = points;
  for (let round = 0; round < ROUNDS; round++) {
    circle = solveCircle(kept);
    if (circle === null) return null;
    const { x, y, radius } = circle;
    const measure = (p: { x: number; y: number }): number => Math.abs(Math.hypot(p.x - x, p.y - y) - radius);
    const limit = Math.max(least, 3 * 1.4826 * takeMedian(points.map(measure)));
    kept = points.filter((point) => measure(point) <= limit);
  }
  return circle;
}

/** x^2 + y^2 = 2 a x + 2 b y + c, linear in a, b and c. */
function solveCircle(points: readonly { x: number; y: number }[]): Circle | null {
  if (points.length < 3) return null;
  const normal = new Float64Array(9);
  const right = new Float64Array(3);
  for (const { x, y } of points) {
    const row = [2 * x, 2 * y, 1];
    const square = x * x + y * y;
    for (let r = 0; r < 3; r++) {
      right[r] += row[r] * square;
      for (let c = 0; c < 3; c++) normal[r * 3 + c] += row[r] * row[c];
    }
  }
  const solved = solveLinearSystem(normal, right);
  if (solved === null) return null;
  const [x, y, c] = solved;
  const radius = Math.sqrt(c + x * x + y * y);
  return Number.isNaN(radius) ? null : { x, y, radius };
}
