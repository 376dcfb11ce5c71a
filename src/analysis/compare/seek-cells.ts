import { climbPose } from "../register/climb-pose.ts";
import { correlateAtPose } from "../register/correlate-at-pose.ts";
import { invertPose, poseThrough } from "../register/pose.ts";
import { applyPose, type Pose } from "../surface.ts";
import { type CellVote, isNear } from "./find-consensus.ts";
import { drawTurned, type LoadedMark, type SeekBench } from "./seek-bench.ts";
import { keepBestPlaces, LEAST_COMMON, type PlaceList, seekCell } from "./seek-cell.ts";

export interface SoughtCells {
  readonly forward: readonly (readonly CellVote[])[];
  readonly backward: readonly (readonly CellVote[])[];
}

/**
 * Seeks every cell of A in B about `pose` (B into A) at each of `turns` (radians about the pose's angle; even in number). One list of
 * votes a cell, best first.
 */
export function seekForward(bench: SeekBench, pose: Pose, turns: readonly number[]): CellVote[][] {
  return seekOneWay(bench, bench.a, bench.b, pose, turns);
}

/** The same for every cell of B in A. Poses and votes are B into A here too. */
export function seekBackward(bench: SeekBench, pose: Pose, turns: readonly number[]): CellVote[][] {
  return seekOneWay(bench, bench.b, bench.a, invertPose(pose), turns).map((votes) => votes.map(exchangeSides));
}

/**
 * Climbs every place that is near `pose` (B into A) to its summit on the fine grids, in shift and angle, with the masks in the
 * denominator. Places farther off could not come to agree with it and stay as they are.
 */
export function refineCells(bench: SeekBench, sought: SoughtCells, pose: Pose): SoughtCells {
  const { a, b, workshop } = bench;
  const refineAll = (
    own: LoadedMark,
    other: LoadedMark,
    votes: readonly (readonly CellVote[])[],
    about: Pose,
  ): CellVote[][] =>
    votes.map((places, index) =>
      places
        .map((vote) => (isNear(vote, about, workshop.method) ? refineVote(bench, own, other, index, vote) : vote))
        .filter(({ correlation }) => correlation > 0)
        .sort((p, q) => q.correlation - p.correlation),
    );
  return {
    forward: refineAll(a, b, sought.forward, pose),
    backward: refineAll(
      b,
      a,
      sought.backward.map((votes) => votes.map(exchangeSides)),
      invertPose(pose),
    ).map((votes) => votes.map(exchangeSides)),
  };
}

function seekOneWay(
  bench: SeekBench,
  own: LoadedMark,
  other: LoadedMark,
  pose: Pose,
  turns: readonly number[],
): CellVote[][] {
  const back = invertPose(pose);
  const expected = own.mark.cells.map(({ cell }) => applyPose(back, cell.x, cell.y));
  const found = own.mark.cells.map((): PlaceList => ({ numbers: [], views: [] }));
  for (let t = 0; t < turns.length; t += 2) {
    const views = [
      drawTurned(other, pose.angle + turns[t], other.images[0], bench.workshop),
      drawTurned(other, pose.angle + turns[t + 1], other.images[1], bench.workshop),
    ] as const;
    found.forEach((places, index) => {
      seekCell(bench, own, other, index, expected[index], views, places);
    });
  }
  const { placesPerCell } = bench.workshop.method;
  return found.map((places, index) => keepBestPlaces(places, placesPerCell, own, other, index, expected[index]));
}

function exchangeSides({ ax, ay, bx, by, angle, correlation }: CellVote): CellVote {
  return { ax: bx, ay: by, bx: ax, by: ay, angle: -angle, correlation };
}

function refineVote(bench: SeekBench, own: LoadedMark, other: LoadedMark, index: number, vote: CellVote): CellVote {
  const { kernels } = bench.workshop;
  const cell = own.mark.fineCells[index];
  const box = { left: cell.left, top: cell.top, right: cell.left + cell.side, bottom: cell.top + cell.side };
  const evaluate = (pose: Pose): number => {
    const { correlation, count } = correlateAtPose(kernels, own.fine, other.fine, pose, box);
    return count >= LEAST_COMMON * cell.count ? correlation : 0;
  };
  const start = votePose(vote);
  const steps = { angle: Math.PI / 120, shift: own.fine.pitch, rounds: 2 };
  const { pose, value } = climbPose(start, evaluate(start), cell.x, cell.y, steps, evaluate);
  const met = applyPose(invertPose(pose), cell.x, cell.y);
  return { ax: cell.x, ay: cell.y, bx: met.x, by: met.y, angle: pose.angle, correlation: value };
}

/** The pose that one vote alone proposes, B into A. */
export function votePose(vote: CellVote): Pose {
  return poseThrough(vote.angle, vote.bx, vote.by, vote.ax, vote.ay);
}
