/** Congruent cells: two marks of one kind, at any orientation, with the evidence an examiner can look at. */
import { correlateAtPose } from "../register/correlate-at-pose.ts";
import { invertPose, wrapAngle } from "../register/pose.ts";
import { createRegistrationQuery, type RegistrationMode, type RegistrationQuery } from "../register/register-marks.ts";
import { applyPose, type Pose } from "../surface.ts";
import { estimateChance } from "./cell-grain.ts";
import type { CellMark, CellWorkshop } from "./cell-mark.ts";
import { summariseCells } from "./cell-summary.ts";
import type { ComparisonOutcome } from "./comparison.ts";
import { isPromising, pickModes } from "./pick-modes.ts";
import { seekAgreement } from "./seek-agreement.ts";
import { createSeekBench, type SeekBench } from "./seek-bench.ts";

export interface CellQuery {
  readonly mark: CellMark;
  readonly registration: RegistrationQuery;
  readonly workshop: CellWorkshop;
}

export function createCellQuery(mark: CellMark, workshop: CellWorkshop): CellQuery {
  return {
    mark,
    registration: createRegistrationQuery(workshop.kernels, mark.coarse, workshop.method.registration),
    workshop,
  };
}

/** Points of the middle grid from the middle of a mark to its border: 7.5 mm of a breech face, for which memory is made. */
const MOST_POINTS = 300;
/** From this many congruent cells on their share counts in full; fewer could agree by chance. */
const ENOUGH_CELLS = 5;
/** A correlation above this many times what chance reaches is a clear one; see `estimateChance`. */
const CLEAR = 2;
/** Another pose at which the marks agree to this share of their best agreement serves as well. */
const AS_WELL = 0.85;
/** The share of the cells that then has to agree all the same: a rim or a line leaves the rest of the face without. */
const MOST_CELLS = 0.6;
/** Of the fine grid in one of the middle grid. */
const FINE_POINTS = 4;

/**
 * Registers B on A over the full circle, seeks the cells of each in the other about the best few poses, keeps the pose that most
 * cells agree on, seeks them again about it with sub-pixel refinement, and counts. Forward and backward cells must
 * agree on one and the same pose, so both directions converge or do not count.
 *
 * score = (q + f * min(1, k / 5) * t) / 2: q = sqrt(max(0, r^2 - c^2)), r the masked correlation of the aligned marks and c what chance
 * reaches over their overlap; f the congruent share of the usable cells, k their number (each the smaller of the two
 * directions), t = 1. Where the cells do not converge, c is also what the marks reach at another pose, and t = q / r: rings,
 * lines and edges agree at many. It grows with each kind of evidence and is 0 for none.
 */
export function compareCells(query: CellQuery, b: CellMark): ComparisonOutcome {
  const obstacle = findObstacle(query, b);
  if (obstacle !== null) return refuse(query, obstacle);
  return compareAtModes(query, b, register(query, b));
}

/**
 * The same, but null where the marks, once registered, agree no better than different sources do by chance: their cells are worth
 * seeking only when nothing else waits. Refusals are told at once.
 */
export function compareCellsIfPromising(query: CellQuery, b: CellMark): ComparisonOutcome | null {
  const obstacle = findObstacle(query, b);
  if (obstacle !== null) return refuse(query, obstacle);
  const modes = register(query, b);
  if (modes.length > 0 && !isPromising(query.mark, b, modes[0])) return null;
  return compareAtModes(query, b, modes);
}

function register({ registration, mark, workshop }: CellQuery, b: CellMark): RegistrationMode[] {
  return pickModes(registration, mark, b, workshop.method.leastOverlap);
}

function refuse({ workshop: { method } }: CellQuery, reason: string): ComparisonOutcome {
  return { comparable: false, method: method.method, methodVersion: method.methodVersion, reason };
}

/** Why the two are not even registered, in words; null where they are. */
function findObstacle({ mark: a, workshop: { method } }: CellQuery, b: CellMark): string | null {
  if (Math.min(a.cells.length, b.cells.length) < method.leastCells) {
    return `Too little of the region has data: ${a.cells.length} and ${b.cells.length} cells, at least ${method.leastCells} are needed in each.`;
  }
  if (a.grain === null || b.grain === null) return "One of the two has no texture in the band that is compared.";
  if (a.noisy || b.noisy) {
    return "One of the two shows no mark above the instrument's noise: its relief is as fine as noise and has nothing wider.";
  }
  const radius = Math.max(a.middle.radius, b.middle.radius);
  if (radius > MOST_POINTS * a.middle.pitch) {
    return `One of the two is too large to be such a mark: it reaches ${(1e3 * radius).toFixed(1)} mm from its middle.`;
  }
  return null;
}

function compareAtModes(query: CellQuery, b: CellMark, modes: readonly RegistrationMode[]): ComparisonOutcome {
  const { mark: a, workshop } = query;
  const { method } = workshop;
  const apart = `The two have less than ${method.leastOverlap * 100} % of their area in common wherever they agree at all.`;
  const { grain: grainA } = a;
  const { grain: grainB } = b;
  if (modes.length === 0 || grainA === null || grainB === null) return refuse(query, apart);
  return workshop.kernels.scope(() => {
    const bench = createSeekBench(a, b, workshop);
    const { sought, agreed } = seekAgreement(bench, modes);
    const { correlation, count } = correlateAtPose(workshop.kernels, bench.a.fine, bench.b.fine, agreed.pose);
    const overlap = Math.min(1, count / Math.min(a.fine.count, b.fine.count));
    if (overlap < method.leastOverlap) return refuse(query, apart);
    const cells = summariseCells(bench, sought, agreed, count);
    const chance = estimateChance(grainA, grainB, agreed.pose.angle, count / FINE_POINTS);
    const clear = correlation > CLEAR * chance;
    if (cells.usable < method.leastCells && !clear) {
      return refuse(
        query,
        `Only ${cells.usable} cells have data in both where the two agree best, and their correlation is no clear one; ${method.leastCells} are needed.`,
      );
    }
    const elsewhere = correlateElsewhere(bench, modes, agreed.pose, count);
    const ambiguous = elsewhere > AS_WELL * correlation;
    const converged = cells.convergence?.reached === true && (!ambiguous || cells.fraction >= MOST_CELLS);
    const decided = converged || !method.refusesRings;
    if (!decided && ambiguous && clear) {
      return refuse(
        query,
        `The two agree as well at other poses (correlation ${correlation.toFixed(2)} against ${elsewhere.toFixed(2)}), and too few of their cells agree at any: what they share are rings, lines or edges that lie so anywhere, as subclass marks do.`,
      );
    }
    const rival = Math.max(chance, decided ? 0 : elsewhere);
    const beyond = Math.sqrt(Math.max(0, correlation * Math.abs(correlation) - rival ** 2));
    const weight = cells.fraction * Math.min(1, cells.congruent / ENOUGH_CELLS);
    const trust = decided ? 1 : beyond / Math.max(beyond, correlation, 1e-9);
    return {
      comparable: true,
      method: method.method,
      methodVersion: method.methodVersion,
      score: (beyond + weight * trust) / 2,
      pose: agreed.pose,
      correlation,
      chance,
      overlap,
      cells,
      segments: null,
    };
  });
}

/**
 * How well the two agree where they were registered but for the agreed pose: the correlation that would stand out as much over `count`
 * points of the fine grid. 0 where there is no other place.
 */
function correlateElsewhere(bench: SeekBench, modes: readonly RegistrationMode[], pose: Pose, count: number): number {
  const { a, b, workshop } = bench;
  let most = 0;
  for (const mode of modes) {
    if (isSamePlace(bench, pose, mode.pose, count)) continue;
    const found = correlateAtPose(workshop.kernels, a.fine, b.fine, mode.pose);
    most = Math.max(most, found.correlation * Math.sqrt(found.count / Math.max(1, count)));
  }
  return most;
}

/**
 * Whether `other` is but the shoulder of the same summit: it moves what the two have in common by less than two tolerances, root mean
 * square, if that is a disc of as many points.
 */
function isSamePlace({ a, b, workshop }: SeekBench, pose: Pose, other: Pose, count: number): boolean {
  const laid = applyPose(pose, b.fine.centreX, b.fine.centreY);
  const x = (a.fine.centreX + laid.x) / 2;
  const y = (a.fine.centreY + laid.y) / 2;
  const own = applyPose(invertPose(pose), x, y);
  const met = applyPose(other, own.x, own.y);
  const turned = wrapAngle(pose.angle - other.angle) * a.fine.pitch * Math.sqrt(count / (2 * Math.PI));
  return Math.hypot(met.x - x, met.y - y, turned) <= 2 * workshop.method.shiftTolerance;
}
