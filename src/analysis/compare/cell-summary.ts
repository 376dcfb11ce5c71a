/** The evidence of the cells at the pose that they agree on, in both directions. */
import { correlateAtPose } from "../register/correlate-at-pose.ts";
import { invertPose, wrapAngle } from "../register/pose.ts";
import type { Pose } from "../surface.ts";
import type { CellConvergence, CellEvidence, CellSummary } from "./comparison.ts";
import { type CellVote, type Consensus, countAgreeing } from "./find-consensus.ts";
import type { SeekBench } from "./seek-bench.ts";
import { LEAST_COMMON } from "./seek-cell.ts";
import { type SoughtCells, votePose } from "./seek-cells.ts";

type Direction = CellEvidence["direction"];

/** What the cells of one mark say about the other. */
interface OneWay {
  readonly usable: number;
  readonly congruent: readonly CellVote[];
  /** The best place of each usable cell, congruent or not. */
  readonly best: readonly CellVote[];
  /** Common points under the congruent cells. */
  readonly points: number;
  readonly evidence: readonly CellEvidence[];
}

/**
 * Counts cells at the agreed pose. A cell is usable where the other mark has data under half of its own at that pose: one that lies
 * outside the common area says nothing for or against. `common` is the number of points that both marks have data at.
 */
export function summariseCells(bench: SeekBench, sought: SoughtCells, agreed: Consensus, common: number): CellSummary {
  const forward = lookOneWay(bench, "forward", sought.forward, agreed.pose);
  const backward = lookOneWay(bench, "backward", sought.backward, agreed.pose);
  const usable = Math.min(forward.usable, backward.usable);
  const congruent = Math.min(forward.congruent.length, backward.congruent.length);
  return {
    usable,
    congruent,
    fraction: usable === 0 ? 0 : Math.min(1, congruent / usable),
    areaFraction: common === 0 ? 0 : Math.min(1, Math.min(forward.points, backward.points) / common),
    dispersion: measureDispersion([...forward.congruent, ...backward.congruent], agreed.pose),
    convergence: measureConvergence(bench, forward, backward, agreed.pose),
    evidence: [...forward.evidence, ...backward.evidence],
  };
}

function lookOneWay(
  { a, b, workshop }: SeekBench,
  direction: Direction,
  votes: readonly (readonly CellVote[])[],
  pose: Pose,
): OneWay {
  const own = direction === "forward" ? a : b;
  const other = direction === "forward" ? b : a;
  const placed = direction === "forward" ? pose : invertPose(pose);
  const { chosen } = countAgreeing(votes, pose, workshop.method);
  const evidence: CellEvidence[] = [];
  const congruent: CellVote[] = [];
  const best: CellVote[] = [];
  let usable = 0;
  let points = 0;
  own.mark.cells.forEach(({ cell }, index) => {
    const { left, top, side, count } = own.mark.fineCells[index];
    const box = { left, top, right: left + side, bottom: top + side };
    const met = correlateAtPose(workshop.kernels, own.fine, other.fine, placed, box).count;
    if (met < LEAST_COMMON * count) return;
    usable++;
    const agreeing = chosen[index];
    const shown = agreeing ?? votes[index][0];
    if (shown === undefined) return;
    if (agreeing !== null) {
      congruent.push(agreeing);
      points += met;
    }
    best.push(votes[index][0]);
    evidence.push({
      direction,
      x: cell.x,
      y: cell.y,
      size: workshop.method.cellSize,
      pose: votePose(shown),
      correlation: shown.correlation,
      congruent: agreeing !== null,
    });
  });
  return { usable, congruent, best, points, evidence };
}

/** Root mean square distance of the cells' places from where the pose lays them, metres; null without cells. */
function measureDispersion(votes: readonly CellVote[], pose: Pose): number | null {
  if (votes.length === 0) return null;
  const squares = votes.reduce((sum, vote) => {
    const { x, y } = impliedShift(vote, pose.angle);
    return sum + (x - pose.shiftX) ** 2 + (y - pose.shiftY) ** 2;
  }, 0);
  return Math.sqrt(squares / votes.length);
}

/**
 * Convergence after Chen, Song, Chu, Soons & Zhao (2017): for each direction the median distance of the shifts that the usable cells
 * propose at the agreed angle, each at its best place, from their median; and how far the angles of the two directions' congruent
 * cells lie apart. Places strewn over the search window give about half its reach.
 */
function measureConvergence(bench: SeekBench, forward: OneWay, backward: OneWay, pose: Pose): CellConvergence {
  const { shiftTolerance, angleTolerance, leastCells } = bench.workshop.method;
  const spreads = [forward, backward].map(({ best }) => {
    const shifts = best.map((vote) => impliedShift(vote, pose.angle));
    const x = findMedian(shifts.map((shift) => shift.x));
    const y = findMedian(shifts.map((shift) => shift.y));
    return x === null || y === null ? null : findMedian(shifts.map((shift) => Math.hypot(shift.x - x, shift.y - y)));
  });
  const turns = [forward, backward].map(({ congruent }) =>
    // About the agreed angle: a median of angles on both sides of half a turn would be neither.
    findMedian(congruent.map(({ angle }) => wrapAngle(angle - pose.angle))),
  );
  const angleDifference = turns[0] === null || turns[1] === null ? null : Math.abs(turns[0] - turns[1]);
  // One or two cells are near each other's median whatever they are.
  const enough = Math.min(forward.congruent.length, backward.congruent.length) >= leastCells;
  const near = enough && spreads.every((spread) => spread !== null && spread <= shiftTolerance);
  return {
    forward: spreads[0],
    backward: spreads[1],
    angleDifference,
    reached: near && angleDifference !== null && angleDifference <= angleTolerance,
  };
}

function impliedShift({ ax, ay, bx, by }: CellVote, angle: number): { x: number; y: number } {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return { x: ax - (cos * bx - sin * by), y: ay - (sin * bx + cos * by) };
}

function findMedian(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((p, q) => p - q);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
