/** The heights under a line on both marks, B where it lies now. */
import { type MarkSurface, sampleSurface } from "./mark-surface.ts";
import { type Pose, undoPose } from "./microscope-geometry.ts";
import type { Line } from "./microscope-state.ts";

const MOST_SAMPLES = 1_200;

export interface LineSamples {
  /** Lengths from the start of the line. */
  readonly along: readonly number[];
  /** Null where a mark is missing. */
  readonly a: readonly (number | null)[];
  readonly b: readonly (number | null)[];
  /** Correlation of both where both are; null where that is too little. */
  readonly correlation: number | null;
}

export function sampleLine(marks: { a: MarkSurface; b: MarkSurface }, pose: Pose, { from, to }: Line): LineSamples {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const step = Math.min(marks.a.increment, marks.b.increment);
  const count = Math.max(2, Math.min(MOST_SAMPLES, Math.ceil(length / step) + 1));
  const shares = Array.from({ length: count }, (_, i) => i / (count - 1));
  const places = shares.map((share) => ({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }));
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  const a = places.map((place) => known(sampleSurface(marks.a, place)));
  const b = places.map((place) => known(sampleSurface(marks.b, undoPose(pose, place))));
  return { along: shares.map((share) => share * length), a, b, correlation: correlate(a, b) };
}

const LEAST_SAMPLES = 8;

function correlate(a: readonly (number | null)[], b: readonly (number | null)[]): number | null {
  const pairs = a.flatMap((value, i) => {
    const other = b[i];
    return value === null || other === null || other === undefined ? [] : [[value, other] as const];
  });
  if (pairs.length < LEAST_SAMPLES) return null;
  const mean = (part: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[part], 0) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (const [one, other] of pairs) {
    products += (one - meanA) * (other - meanB);
    squaresA += (one - meanA) ** 2;
    squaresB += (other - meanB) ** 2;
  }
  const size = Math.sqrt(squaresA * squaresB);
  return size > 0 ? products / size : null;
}
