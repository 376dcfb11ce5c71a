/** Circles of an image by their edges: what survives texture, a light from one side, and a border that cuts part of them off. */
import type { Surface } from "../surface.ts";

/** A circle and its edge; lengths in pixels of the grid it was found on, from the first pixel. */
export interface ImageCircle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Mean over the arcs that lie in the image of the step of grey across the edge, sign aside, in units of the image's contrast. */
  readonly strength: number;
  /** Mean of the same with its sign: above 0 where it is brighter outside. */
  readonly step: number;
  /** Share of the arcs that have a step well above the texture's. */
  readonly support: number;
  /** Share of the arcs that lie in the image. */
  readonly coverage: number;
  /** The first harmonic of the step over the angle, as a vector: large against `step` where the light comes from one side. */
  readonly lopsidedX: number;
  readonly lopsidedY: number;
}

/** Arcs of a circle, and the rays of each: texture averages out along an arc, the edge does not. */
const ARCS = 24;
const RAYS = 4;
/** An arc supports a circle when its step is this share of the image's contrast. */
const SUPPORTING_STEP = 0.12;

const DIRECTIONS = Array.from({ length: ARCS * RAYS }, (_, k) => {
  const angle = ((k + 0.5) * 2 * Math.PI) / (ARCS * RAYS);
  return { x: Math.cos(angle), y: Math.sin(angle) };
});

/** Mean grey of each arc by radius (whole pixels), seen from one centre; NaN where an arc is not in the image. */
export interface PolarMeans {
  readonly x: number;
  readonly y: number;
  /** Value of arc a at radius r stands at `r * ARCS + a`. */
  readonly values: Float32Array;
  readonly radii: number;
}

/** Averages the grey along arcs about (x, y) for the radii 0 .. `radii` - 1 pixels. */
export function averageArcs(image: Surface, x: number, y: number, radii: number): PolarMeans {
  const { width, height, values } = image;
  const means = new Float32Array(radii * ARCS);
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
      means[r * ARCS + a] = count * 2 >= RAYS ? sum / count : Number.NaN;
    }
  }
  return { x, y, values: means, radii };
}

/** The circle of one radius about the centre of `polar`: steps of grey over `reach` pixels on either side of the edge. */
export function measureCircle(polar: PolarMeans, radius: number, reach: number): ImageCircle {
  let strength = 0;
  let step = 0;
  let support = 0;
  let seen = 0;
  let lopsidedX = 0;
  let lopsidedY = 0;
  for (let a = 0; a < ARCS; a++) {
    let inside = 0;
    let outside = 0;
    for (let k = 1; k <= reach; k++) {
      inside += polar.values[(radius - k) * ARCS + a];
      outside += polar.values[(radius + k) * ARCS + a];
    }
    const arcStep = (outside - inside) / reach;
    if (Number.isNaN(arcStep)) continue;
    seen++;
    // One glaring arc must not stand for a circle.
    const clipped = Math.max(-0.6, Math.min(0.6, arcStep));
    strength += Math.abs(clipped);
    step += clipped;
    const direction = DIRECTIONS[a * RAYS + (RAYS >> 1)];
    lopsidedX += 2 * clipped * direction.x;
    lopsidedY += 2 * clipped * direction.y;
    if (Math.abs(arcStep) >= SUPPORTING_STEP) support++;
  }
  const share = 1 / Math.max(1, seen);
  return {
    x: polar.x,
    y: polar.y,
    radius,
    strength: strength * share,
    step: step * share,
    support: support * share,
    coverage: seen / ARCS,
    lopsidedX: lopsidedX * share,
    lopsidedY: lopsidedY * share,
  };
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
  /** How good a circle is; the largest wins. */
  readonly rate: (circle: ImageCircle) => number;
}

/** The best rated circle: a coarse grid of centres, then finer ones about the best. Null where none has the coverage. */
export function findCircle(image: Surface, search: CircleSearch): ImageCircle | null {
  let best: ImageCircle | null = null;
  let bestRating = 0;
  const radii = Math.ceil(search.largestRadius) + EDGE + 2;
  const visit = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x > image.width - 1 || y > image.height - 1) return;
    const polar = averageArcs(image, x, y, radii);
    for (let r = Math.max(EDGE, Math.floor(search.leastRadius)); r <= search.largestRadius; r++) {
      const circle = measureCircle(polar, r, EDGE);
      if (circle.coverage < search.leastCoverage) continue;
      const rating = search.rate(circle);
      if (rating <= bestRating) continue;
      best = circle;
      bestRating = rating;
    }
  };
  let { x: centreX, y: centreY, reach } = search;
  for (let step = Math.max(1, Math.min(4, reach / 4)); ; step /= 2) {
    for (let dy = -reach; dy <= reach; dy += step) {
      for (let dx = -reach; dx <= reach; dx += step) visit(centreX + dx, centreY + dy);
    }
    if (best === null || step <= 0.5) return best;
    ({ x: centreX, y: centreY } = best as ImageCircle);
    reach = 2 * step;
  }
}

/** Pixels over which grey is averaged on either side of an edge. */
const EDGE = 3;
