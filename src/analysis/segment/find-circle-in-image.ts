/** Circles of an image by their edges: what survives texture, a light from one side, and a border that cuts part of them off. */
import type { Surface } from "../surface.ts";

/** A circle and its edge; lengths in pixels of the grid it was found on, from the first pixel's centre. */
export interface ImageCircle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Mean over the arcs that lie in the image of the step of grey across the edge, sign aside. */
  readonly strength: number;
  /** Mean of the same with its sign: above 0 where it is brighter outside. */
  readonly step: number;
  /** Share of all arcs whose step is seen (0.1 of the range of grey and more). */
  readonly support: number;
  /** Share of the steps' energy that a mean and one wave around the circle explain: near 1 for an edge, little for texture. */
  readonly regularity: number;
  /** Share of the arcs that lie in the image. */
  readonly coverage: number;
  /** First harmonic of the step over the angle, as a vector: large against `step` where the light comes from one side. */
  readonly lopsidedX: number;
  readonly lopsidedY: number;
}

export interface CircleSearch {
  /** Where the centre may lie, and how far from there; pixels. */
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly leastRadius: number;
  readonly largestRadius: number;
  /** Share of a circle that must lie in the image. */
  readonly leastCoverage: number;
  /** Grey is averaged over this share of the radius on either side of the edge, at least over 2 pixels. */
  readonly band: number;
  /** How good a circle is; the largest above 0 wins. */
  readonly rate: (circle: ImageCircle) => number;
}

/** Arcs of a circle, and the rays of each: texture averages out along an arc, the edge does not. */
const ARCS = 24;
const RAYS = 4;
const SUPPORTING_STEP = 0.1;
/** One glaring arc must not stand for a circle. */
const LARGEST_STEP = 0.6;
const LEAST_BAND = 2;
/** Pixels between the centres that are tried first: an edge is seen from about half of this beside its centre. */
const COARSE = 3;

const DIRECTIONS = Array.from({ length: ARCS * RAYS }, (_, k) => {
  const angle = ((k + 0.5) * 2 * Math.PI) / (ARCS * RAYS);
  return { x: Math.cos(angle), y: Math.sin(angle) };
});

/** The best rated circle: a coarse grid of centres, then finer ones about the best. Null where none is rated above 0. */
export function findCircle(image: Surface, search: CircleSearch): ImageCircle | null {
  const radii = Math.ceil(search.largestRadius * (1 + search.band)) + LEAST_BAND + 1;
  const sums = new Float64Array((radii + 1) * ARCS);
  const counts = new Int32Array((radii + 1) * ARCS);
  let best: ImageCircle | null = null;
  let bestRating = 0;
  const visit = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x > image.width - 1 || y > image.height - 1) return;
    addArcs(image, x, y, radii, sums, counts);
    for (let r = Math.max(LEAST_BAND, Math.floor(search.leastRadius)); r <= search.largestRadius; r++) {
      const band = Math.max(LEAST_BAND, Math.round(search.band * r));
      const circle = measureCircle(sums, counts, { x, y, radius: r, band });
      if (circle.coverage < search.leastCoverage) continue;
      const rating = search.rate(circle);
      if (rating <= bestRating) continue;
      best = circle;
      bestRating = rating;
    }
  };
  const look = (x: number, y: number, reach: number, step: number): void => {
    for (let dy = -reach; dy <= reach; dy += step) {
      for (let dx = -reach; dx <= reach; dx += step) visit(x + dx, y + dy);
    }
  };
  const coarse = Math.max(1, Math.min(COARSE, search.reach / 4));
  look(search.x, search.y, search.reach, coarse);
  for (let step = coarse / 2; step >= 0.5; step /= 2) {
    const found = best as ImageCircle | null;
    if (found === null) return null;
    look(found.x, found.y, 2 * step, step);
  }
  return best;
}

/** Sums of grey, and of points, along each arc from the centre outwards: row r holds what lies at radii below r. */
function addArcs(image: Surface, x: number, y: number, radii: number, sums: Float64Array, counts: Int32Array): void {
  const { width, height, values } = image;
  for (let r = 0; r < radii; r++) {
    for (let a = 0; a < ARCS; a++) {
      let sum = 0;
      let count = 0;
      for (let k = a * RAYS; k < (a + 1) * RAYS; k++) {
        const column = Math.round(x + r * DIRECTIONS[k].x);
        const row = Math.round(y + r * DIRECTIONS[k].y);
        if (column < 0 || row < 0 || column >= width || row >= height) continue;
        const value = values[row * width + column];
        if (Number.isNaN(value)) continue;
        sum += value;
        count++;
      }
      const at = r * ARCS + a;
      sums[at + ARCS] = sums[at] + sum;
      counts[at + ARCS] = counts[at] + count;
    }
  }
}

/** Steps of grey over `band` pixels on either side of the edge; the edge's own pixel is neither inside nor outside. */
function measureCircle(
  sums: Float64Array,
  counts: Int32Array,
  { x, y, radius, band }: { x: number; y: number; radius: number; band: number },
): ImageCircle {
  const total = { strength: 0, step: 0, squares: 0, support: 0, seen: 0, lopsidedX: 0, lopsidedY: 0 };
  for (let a = 0; a < ARCS; a++) {
    const average = (from: number, to: number): number => {
      const count = counts[to * ARCS + a] - counts[from * ARCS + a];
      return count * 2 < (to - from) * RAYS ? Number.NaN : (sums[to * ARCS + a] - sums[from * ARCS + a]) / count;
    };
    const step = average(radius + 1, radius + 1 + band) - average(Math.max(0, radius - band), radius);
    if (Number.isNaN(step)) continue;
    const clipped = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
    const direction = DIRECTIONS[a * RAYS + (RAYS >> 1)];
    total.seen++;
    total.strength += Math.abs(clipped);
    total.step += clipped;
    total.squares += clipped * clipped;
    total.lopsidedX += 2 * clipped * direction.x;
    total.lopsidedY += 2 * clipped * direction.y;
    if (Math.abs(step) >= SUPPORTING_STEP) total.support++;
  }
  const share = 1 / Math.max(1, total.seen);
  const explained = (total.step ** 2 + (total.lopsidedX ** 2 + total.lopsidedY ** 2) / 2) * share;
  return {
    x,
    y,
    radius,
    strength: total.strength * share,
    step: total.step * share,
    support: total.support / ARCS,
    regularity: total.squares > 0 ? Math.min(1, explained / total.squares) : 0,
    coverage: total.seen / ARCS,
    lopsidedX: total.lopsidedX * share,
    lopsidedY: total.lopsidedY * share,
  };
}
