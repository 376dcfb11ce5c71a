/** Form removal for firing-pin impressions: most pins have a round end, and a sphere has fewer ways to bend than a polynomial. */
import type { Surface } from "../surface.ts";
import { levelSurface } from "./level-surface.ts";
import { sampleFinite } from "./sample-finite.ts";
import { selectMedian, selectNth } from "./select-nth.ts";
import { solveLinearSystem } from "./solve-linear-system.ts";

interface Sphere {
  /** Centre, metres from the grid's centre and in the heights' own frame. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly radius: number;
}

const ROUNDS = 12;
/** Tukey's biweight gives nothing to what lies farther off than this many median absolute residuals. */
const REJECT = 4.4478;
/** The first fit may start from this share of the points, the lowest: a bowl without its flanks. */
const FLOOR_SHARE = 0.6;
/** The polynomial has two terms more; it must fit better than the sphere by this factor to be taken. */
const FAVOUR = 1.1;

/**
 * Takes the form off a firing-pin impression: the sphere that most of its points lie on, or the second-order polynomial of
 * `levelSurface` where that fits better (rectangular and flat pins). Heights become distances from the sphere along its radius,
 * metal that stands up positive. Missing values stay missing.
 */
export function removePinForm(surface: Surface): Surface {
  const polynomial = levelSurface(surface, 2);
  const sphere = fitSphere(surface);
  if (sphere === null) return polynomial;
  const spherical = subtractSphere(surface, sphere);
  return measureSpread(spherical) <= FAVOUR * measureSpread(polynomial) ? spherical : polynomial;
}

/** Median absolute value. */
function measureSpread({ values }: Surface): number {
  return selectMedian(values.filter((value) => !Number.isNaN(value)).map(Math.abs));
}

function subtractSphere(surface: Surface, { x, y, z, radius }: Sphere): Surface {
  const { width, height, incrementX, incrementY } = surface;
  const values = new Float32Array(surface.values.length);
  for (let row = 0, at = 0; row < height; row++) {
    const dy = (row - (height - 1) / 2) * incrementY - y;
    for (let column = 0; column < width; column++, at++) {
      const dx = (column - (width - 1) / 2) * incrementX - x;
      const dz = surface.values[at] - z;
      const beyond = Math.sqrt(dx * dx + dy * dy + dz * dz) - radius;
      // In a bowl (the centre above the metal) what stands up is nearer to the centre.
      values[at] = dz < 0 ? -beyond : beyond;
    }
  }
  return { ...surface, values };
}

/** The sphere by robust least squares, started from all points and from the floor; the better of both. Null without one. */
function fitSphere(surface: Surface): Sphere | null {
  const { width, height, incrementX, incrementY, values } = surface;
  const indices = sampleFinite(values, 15_000);
  if (indices.length < 50) return null;
  // In shares of half the scan's side, so that the equations are well conditioned.
  const unit = Math.max(width * incrementX, height * incrementY) / 2;
  const points = new Float64Array(indices.length * 3);
  const heights = new Float64Array(indices.length);
  indices.forEach((at, i) => {
    points[3 * i] = (((at % width) - (width - 1) / 2) * incrementX) / unit;
    points[3 * i + 1] = ((Math.floor(at / width) - (height - 1) / 2) * incrementY) / unit;
    points[3 * i + 2] = values[at] / unit;
    heights[i] = values[at] / unit;
  });
  const limit = selectNth(heights, Math.floor(FLOOR_SHARE * heights.length));
  const starts = [
    new Float64Array(indices.length).fill(1),
    Float64Array.from(indices, (_, i) => (points[3 * i + 2] <= limit ? 1 : 0)),
  ];
  const fits = starts.map((weights) => refineSphere(points, weights)).filter((fit) => fit !== null);
  const best = fits.sort((p, q) => p.spread - q.spread)[0];
  if (best === undefined) return null;
  const { x, y, z, radius } = best.sphere;
  return { x: x * unit, y: y * unit, z: z * unit, radius: radius * unit };
}

function refineSphere(points: Float64Array, weights: Float64Array): { sphere: Sphere; spread: number } | null {
  const residuals = new Float64Array(weights.length);
  let fit: { sphere: Sphere; spread: number } | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const sphere = solveSphere(points, weights);
    if (sphere === null) return null;
    for (let i = 0; i < weights.length; i++) {
      const dx = points[3 * i] - sphere.x;
      const dy = points[3 * i + 1] - sphere.y;
      const dz = points[3 * i + 2] - sphere.z;
      residuals[i] = Math.abs(Math.sqrt(dx * dx + dy * dy + dz * dz) - sphere.radius);
    }
    const spread = selectMedian(residuals.slice());
    fit = { sphere, spread };
    if (spread === 0) break;
    for (let i = 0; i < weights.length; i++) {
      const share = residuals[i] / (REJECT * spread);
      weights[i] = share < 1 ? (1 - share * share) ** 2 : 0;
    }
  }
  return fit;
}

/** x^2 + y^2 + z^2 = 2 a x + 2 b y + 2 c z + d by weighted least squares, linear in its unknowns (Kasa's fit in space). */
function solveSphere(points: Float64Array, weights: Float64Array): Sphere | null {
  const normal = new Float64Array(16);
  const right = new Float64Array(4);
  const row = new Float64Array(4);
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const x = points[3 * i];
    const y = points[3 * i + 1];
    const z = points[3 * i + 2];
    row[0] = 2 * x;
    row[1] = 2 * y;
    row[2] = 2 * z;
    row[3] = 1;
    const square = weights[i] * (x * x + y * y + z * z);
    for (let r = 0; r < 4; r++) {
      right[r] += row[r] * square;
      for (let c = 0; c < 4; c++) normal[4 * r + c] += weights[i] * row[r] * row[c];
    }
  }
  const solved = solveLinearSystem(normal, right);
  if (solved === null) return null;
  const [x, y, z, d] = solved;
  const radius = Math.sqrt(d + x * x + y * y + z * z);
  return Number.isNaN(radius) ? null : { x, y, z, radius };
}
