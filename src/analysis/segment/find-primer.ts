/**
 * Finds the primer of a whole case head by the gap around it: a closed ring that lies lower than what is within and what is around.
 * Nothing here depends on the scale, so that a primer of an impossible size is found and contradicts its scale.
 */
import { resampleSurface } from "../filter/resample-surface.ts";
import { fitCircle } from "./fit-circle.ts";
import { type Circle, type HeadView, readHeight } from "./head-view.ts";

/** The primer's radius as a share of the longer side of the scan. */
const SMALLEST = 0.12;
const LARGEST = 0.5;
/** Where the surface within and around the gap is read, as shares of the gap's radius. */
const WITHIN = 0.7;
const AROUND = 1.28;
/** Depths of the gap as shares of the primer's diameter: the least that counts (27 um of 4.45 mm), and where more adds nothing. */
const LEAST_DEPTH = 0.006;
const FULL_DEPTH = 0.02;
/** Points along the longer side of the grid of the first search, and the directions that it reads. */
const COARSE_POINTS = 96;
const COARSE_TURNS = 32;
/** A circle with less of a gap around it than this is no primer. */
const LEAST_SCORE = 0.45;
const TURNS = 180;
/** The gap's line keeps to the circle within this share of the radius. */
const ROUND = 0.035;

export interface Primer extends Circle {
  /** 0..1: the share of the gap in view that is deep enough and keeps to the circle. */
  readonly confidence: number;
}

/**
 * Where the primer meets its pocket: the deepest line of the gap (or the middle of where the gap is too deep to have data).
 * Its diameter is the primer's own. Null where no such ring is seen over most of a circle.
 */
export function findPrimer(view: HeadView): Primer | null {
  let circle = seekRing(view);
  if (circle === null) return null;
  for (let round = 0; round < 2; round++) {
    const points = followGap(view, circle).filter((place) => place.kind === "gap");
    const fitted = fitCircle(points, 0.01 * circle.radius);
    if (fitted === null || Math.abs(fitted.radius / circle.radius - 1) > 0.2) return null;
    circle = fitted;
  }
  const places = followGap(view, circle);
  const seen = places.filter((place) => place.kind !== "unseen");
  const { x, y, radius } = circle;
  const good = seen.filter(
    (place) => place.kind === "gap" && Math.abs(Math.hypot(place.x - x, place.y - y) / radius - 1) < ROUND,
  );
  if (seen.length < TURNS / 2) return null;
  return { ...circle, confidence: good.length / seen.length };
}

/** The circle with the most of a gap, on a coarse grid. */
function seekRing(view: HeadView): Circle | null {
  const longer = Math.max(view.width, view.height);
  const coarse = resampleSurface(view.surface, (view.pitch * longer) / COARSE_POINTS);
  const { width, height } = coarse;
  const turns = Array.from({ length: COARSE_TURNS }, (_, k) => {
    const angle = (2 * Math.PI * k) / COARSE_TURNS;
    return { x: Math.cos(angle), y: Math.sin(angle) };
  });
  let best = LEAST_SCORE;
  let found: Circle | null = null;
  for (let radius = SMALLEST * COARSE_POINTS; radius <= LARGEST * COARSE_POINTS; radius++) {
    const full = FULL_DEPTH * 2 * radius * coarse.incrementX;
    // A third of the circle may lie outside the scan, not more.
    const marginX = Math.min(width / 2, 0.6 * radius);
    const marginY = Math.min(height / 2, 0.6 * radius);
    for (let y = marginY; y <= height - marginY; y += 2) {
      for (let x = marginX; x <= width - marginX; x += 2) {
        let sum = 0;
        for (const turn of turns) {
          const gap = readHeight(coarse, x + radius * turn.x, y + radius * turn.y);
          const within = readHeight(coarse, x + WITHIN * radius * turn.x, y + WITHIN * radius * turn.y);
          const around = readHeight(coarse, x + AROUND * radius * turn.x, y + AROUND * radius * turn.y);
          sum += rateGap(gap, within, around, full);
        }
        if (sum / COARSE_TURNS > best) {
          best = sum / COARSE_TURNS;
          found = { x, y, radius };
        }
      }
    }
  }
  if (found === null) return null;
  const ratio = longer / COARSE_POINTS;
  return { x: (found.x + 0.5) * ratio - 0.5, y: (found.y + 0.5) * ratio - 0.5, radius: found.radius * ratio };
}

/** How much of a gap lies between two heights, 0 to about 1; a little more beyond the full depth, so that the valley wins. */
function rateGap(gap: number, within: number, around: number, full: number): number {
  if (Number.isNaN(within)) return 0;
  if (Number.isNaN(gap)) return Number.isNaN(around) ? 0 : 1;
  // The scan may end in the gap: then the inner side alone speaks, for half.
  const depth = Number.isNaN(around) ? 0.5 * (within - gap) : Math.min(within, around) - gap;
  if (depth <= 0) return 0;
  return Math.min(depth, full) / full + 0.1 * Math.min(1, depth / (3 * full));
}

interface Place {
  readonly kind: "gap" | "level" | "unseen";
  readonly x: number;
  readonly y: number;
}

/** In each direction the gap's deepest place near a circle; "level" where none is deep enough, "unseen" beyond the scan. */
function followGap(view: HeadView, circle: Circle): Place[] {
  const least = LEAST_DEPTH * 2 * circle.radius * view.pitch;
  return Array.from({ length: TURNS }, (_, k): Place => {
    const cos = Math.cos((2 * Math.PI * k) / TURNS);
    const sin = Math.sin((2 * Math.PI * k) / TURNS);
    const read = (r: number): number => readHeight(view, circle.x + r * cos, circle.y + r * sin);
    const within = read(WITHIN * circle.radius);
    let lowest = Number.POSITIVE_INFINITY;
    let at = Number.NaN;
    let missing = 0;
    let missingSum = 0;
    let last = Number.NaN;
    for (let r = 0.85 * circle.radius; r <= 1.15 * circle.radius; r += 0.5) {
      const z = read(r);
      last = z;
      if (Number.isNaN(z)) {
        missing++;
        missingSum += r;
      } else if (z < lowest) {
        lowest = z;
        at = r;
      }
    }
    const beyond = Number.isNaN(last) ? read(AROUND * circle.radius) : last;
    // More than a tenth of the stretch without data, with data around it: the gap is too deep to be seen.
    const hidden = missing > 0.06 * circle.radius && !Number.isNaN(beyond);
    const radius = hidden ? missingSum / missing : at;
    const place = { x: circle.x + radius * cos, y: circle.y + radius * sin };
    if (hidden) return { kind: "gap", ...place };
    if (Number.isNaN(at) || Number.isNaN(beyond)) return { kind: "unseen", x: 0, y: 0 };
    return { kind: within - lowest >= least && beyond > lowest ? "gap" : "level", ...place };
  });
}
