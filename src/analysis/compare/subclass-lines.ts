/** Toolmarks that run through one mark: along which paths does it go on as it is? */
import type { Kernels } from "../kernels/kernels.ts";
import { correlateAtPose } from "../register/correlate-at-pose.ts";
import { createMarkGrid, halveMarkGrid, loadMarkGrid, type MarkGrid } from "../register/mark-grid.ts";
import type { Pose, Surface } from "../surface.ts";
import { composePoses, findPathCentre, moveAlong, type ToolPath } from "./subclass-path.ts";

export interface ToolLines {
  readonly path: ToolPath;
  /** Mean correlation of the mark with itself moved along the path: the share of its relief that runs along it, 0..1. */
  readonly strength: number;
}

export interface MarkLines {
  readonly grid: MarkGrid;
  /** The strongest family of lines, then a second one that crosses it where there is one; empty where nothing runs on. */
  readonly families: readonly ToolLines[];
}

/**
 * How far a mark is moved along its lines, in points of the prepared mark (200, 300 and 400 um of a breech face): beyond the
 * longest wave that is compared, what does not run along them has nothing in common with itself.
 */
export const SLIDES = [16, 24, 32];
/** Below this share nothing runs through a mark: isotropic relief reaches 0.1 on the best of all paths. */
const LEAST_STRENGTH = 0.18;
/** A second family crosses the first at no less than this, and is at least this share of it. */
const LEAST_CROSSING = Math.PI / 6;
const LEAST_SECOND = 0.35;
/** Directions tried, and curvatures by the mark's radius: an end mill's arcs are several times wider than the mark. */
const DIRECTIONS = 36;
const BENDS = [0.2, 0.35, 0.55];
/** Centres within the mark are tried this far from its middle, and so far apart, both by its radius. */
const CENTRE_REACH = 0.6;
const CENTRE_STEP = 0.1;
/** A bend must explain so much more than straight lines do. */
const BEND_GAIN = 0.03;
/** First steps of the refinement: radians, and bend by the mark's radius. */
const TURN = Math.PI / DIRECTIONS;
const BEND_STEP = 0.16;
/** On the coarse grid fine lines are lost: less than this is nothing, and a difference of this decides nothing. */
const LEAST_COARSE = 0.1;
const COARSE_DOUBT = 0.1;
const NOTHING: ToolLines = { path: { x: 0, y: 0, angle: 0, curvature: 0 }, strength: -1 };

type Measure = (path: ToolPath) => number;

/** Mean masked correlation of `b`, laid on `a` by `pose`, after moves along the path by each of `distances`. */
export function correlateAlong(
  kernels: Kernels,
  a: MarkGrid,
  b: MarkGrid,
  pose: Pose,
  path: ToolPath,
  distances: readonly number[],
): number {
  let sum = 0;
  let weight = 0;
  for (const distance of distances) {
    const { correlation, count } = correlateAtPose(kernels, a, b, composePoses(moveAlong(path, distance), pose));
    sum += count * correlation;
    weight += count;
  }
  return weight === 0 ? 0 : sum / weight;
}

/** Null where the surface has no data. */
export function findToolLines(surface: Surface, kernels: Kernels): MarkLines | null {
  const fine = createMarkGrid(surface);
  if (fine === null) return null;
  const grid = halveMarkGrid(fine);
  return kernels.scope(() => {
    const middle = loadMarkGrid(kernels, grid);
    const coarse = loadMarkGrid(kernels, halveMarkGrid(grid));
    // Neighbours tell much the same: a quarter of the points is asked, all of them answer.
    const some = loadMarkGrid(kernels, thinMarkGrid(middle));
    const few = loadMarkGrid(kernels, thinMarkGrid(coarse));
    const still = { angle: 0, shiftX: 0, shiftY: 0 };
    const distances = SLIDES.map((points) => points * fine.pitch);
    const measure = {
      coarse: (path: ToolPath) => correlateAlong(kernels, few, coarse, still, path, distances.slice(0, 2)),
      fine: (path: ToolPath) => correlateAlong(kernels, some, middle, still, path, distances),
    };
    const paths = listPaths(grid);
    const first = findFamily([...paths.straight, ...paths.bent, ...paths.rings], grid, measure);
    if (first === null || first.strength < LEAST_STRENGTH) return { grid, families: [] };
    if (isRing(first.path, grid)) return { grid, families: [first] };
    const crosses = (path: ToolPath): boolean => measureCrossing(path, first.path) >= LEAST_CROSSING;
    const second = findFamily([...paths.straight, ...paths.bent].filter(crosses), grid, measure);
    const counts = second !== null && second.strength >= LEAST_SECOND * first.strength && crosses(second.path);
    return { grid, families: counts ? [first, second] : [first] };
  });
}

/** Every second point of every second row, as it is. */
function thinMarkGrid(grid: MarkGrid): MarkGrid {
  const width = Math.ceil(grid.width / 2);
  const height = Math.ceil(grid.height / 2);
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) {
    const x = 2 * (i % width);
    values[i] = grid.values[2 * Math.floor(i / width) * grid.width + x];
  }
  const count = values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
  return { ...grid, width, height, pitch: 2 * grid.pitch, values, count };
}

/** Whether the centre of the lines lies within the mark's own circle. */
export function isRing(path: ToolPath, grid: MarkGrid): boolean {
  const centre = findPathCentre(path);
  return centre !== null && Math.hypot(centre.x - grid.centreX, centre.y - grid.centreY) < grid.radius;
}

function measureCrossing(a: ToolPath, b: ToolPath): number {
  const turn = Math.abs(a.angle - b.angle) % Math.PI;
  return Math.min(turn, Math.PI - turn);
}

/** The strongest of the paths, refined; null where none is worth it. Straight lines unless a bend explains clearly more. */
function findFamily(
  paths: readonly ToolPath[],
  grid: MarkGrid,
  measure: { coarse: Measure; fine: Measure },
): ToolLines | null {
  const found = paths.map((path) => ({ path, strength: measure.coarse(path) }));
  const pick = (of: (path: ToolPath) => boolean): ToolLines =>
    found.filter(({ path }) => of(path)).reduce((best, next) => (next.strength > best.strength ? next : best), NOTHING);
  const line = pick(({ curvature }) => curvature === 0);
  const curve = pick(({ curvature }) => curvature !== 0);
  if (Math.max(line.strength, curve.strength) < LEAST_COARSE) return null;
  const straight = line.strength > curve.strength - COARSE_DOUBT ? refine(line.path, measure.fine, grid) : NOTHING;
  const curved = curve.strength > line.strength - COARSE_DOUBT ? refine(curve.path, measure.fine, grid) : NOTHING;
  return curved.strength > straight.strength + BEND_GAIN ? curved : straight;
}

function listPaths(grid: MarkGrid): { straight: ToolPath[]; bent: ToolPath[]; rings: ToolPath[] } {
  const { centreX: x, centreY: y, radius } = grid;
  const straight: ToolPath[] = [];
  const bent: ToolPath[] = [];
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = i * TURN;
    straight.push({ x, y, angle, curvature: 0 });
    for (const bend of i % 2 === 0 ? BENDS : []) {
      bent.push({ x, y, angle, curvature: bend / radius }, { x, y, angle, curvature: -bend / radius });
    }
  }
  return { straight, bent, rings: listRings(grid) };
}

/** Rings about centres within the mark. Moves are measured at half the mark's radius from the centre. */
function listRings({ centreX, centreY, radius }: MarkGrid): ToolPath[] {
  const rings: ToolPath[] = [];
  const steps = Math.round(CENTRE_REACH / CENTRE_STEP);
  const arm = 0.6 * radius;
  for (let i = -steps; i <= steps; i++) {
    for (let j = -steps; j <= steps; j++) {
      if (Math.hypot(i, j) > steps) continue;
      const x = centreX + i * CENTRE_STEP * radius;
      rings.push({ x, y: centreY + j * CENTRE_STEP * radius - arm, angle: 0, curvature: 1 / arm });
    }
  }
  return rings;
}

/** Climbs from `start` by its angle and bend, or for rings by the place of their centre, in steps halved four times. */
function refine(start: ToolPath, measure: Measure, grid: MarkGrid): ToolLines {
  const ring = isRing(start, grid);
  let best = { path: start, strength: measure(start) };
  for (let round = 1; round <= 4; round++) {
    const scale = 0.5 ** round;
    const turn = TURN * scale;
    const bend = start.curvature === 0 ? 0 : (BEND_STEP / grid.radius) * scale;
    const place = CENTRE_STEP * grid.radius * scale;
    const { x, y, angle, curvature } = best.path;
    const changes: Partial<ToolPath>[] = ring
      ? [{ x: x + place }, { x: x - place }, { y: y + place }, { y: y - place }]
      : [{ angle: angle + turn }, { angle: angle - turn }];
    if (!ring && bend > 0) changes.push({ curvature: curvature + bend }, { curvature: curvature - bend });
    for (const change of changes) {
      const path = { ...best.path, ...change };
      const strength = measure(path);
      if (strength > best.strength) best = { path, strength };
    }
  }
  return best;
}
