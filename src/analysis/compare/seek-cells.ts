import { climbPose } from "../register/climb-pose.ts";
import { correlateAtPose } from "../register/correlate-at-pose.ts";
import { invertPose } from "../register/pose.ts";
import { applyPose, type Pose } from "../surface.ts";
import type { CellMark, CellWorkshop } from "./cell-mark.ts";
import type { CellVote } from "./find-consensus.ts";
import { type CellPlace, seekCell } from "./seek-cell.ts";

/** A cell needs this share of its own data common with the other scan to be heard. */
const LEAST_COMMON = 0.5;

export interface SoughtCells {
  readonly forward: readonly (readonly CellVote[])[];
  readonly backward: readonly (readonly CellVote[])[];
}

/**
 * Seeks every cell of A in B about `pose` (B into A), and every cell of B in A. With `refine` each place is climbed to its summit
 * on the fine grids, in shift and angle, with the masks in the denominator.
 */
export function seekCells(
  a: CellMark,
  b: CellMark,
  pose: Pose,
  turns: readonly number[],
  refine: boolean,
  workshop: CellWorkshop,
): SoughtCells {
  return {
    forward: seekOneWay(a, b, pose, turns, refine, workshop),
    backward: seekOneWay(b, a, invertPose(pose), turns, refine, workshop).map((votes) =>
      votes.map(({ ax, ay, bx, by, angle, correlation }) => ({
        ax: bx,
        ay: by,
        bx: ax,
        by: ay,
        angle: -angle,
        correlation,
      })),
    ),
  };
}

function seekOneWay(
  own: CellMark,
  other: CellMark,
  pose: Pose,
  turns: readonly number[],
  refine: boolean,
  workshop: CellWorkshop,
): CellVote[][] {
  const { method, bench, reach } = workshop;
  return own.cells.map((sought, index) => {
    const places = seekCell(sought, other.middle, pose, turns, reach, method.placesPerCell, LEAST_COMMON, bench);
    const summits = refine ? places.map((place) => refinePlace(own, other, index, place)) : places;
    return summits
      .filter((place) => place.correlation > 0)
      .map((place) => {
        const { cell } = sought;
        const met = applyPose(invertPose(place.pose), cell.x, cell.y);
        return {
          ax: cell.x,
          ay: cell.y,
          bx: met.x,
          by: met.y,
          angle: place.pose.angle,
          correlation: place.correlation,
        };
      })
      .sort((p, q) => q.correlation - p.correlation);
  });
}

function refinePlace(own: CellMark, other: CellMark, index: number, place: CellPlace): CellPlace {
  const cell = own.fineCells[index];
  const box = { left: cell.left, top: cell.top, right: cell.left + cell.side, bottom: cell.top + cell.side };
  const evaluate = (pose: Pose): number => {
    const { correlation, count } = correlateAtPose(own.fine, other.fine, pose, box);
    return count >= LEAST_COMMON * cell.count ? correlation : 0;
  };
  const steps = { angle: Math.PI / 120, shift: own.fine.pitch, rounds: 2 };
  const { pose, value } = climbPose(place.pose, evaluate(place.pose), cell.x, cell.y, steps, evaluate);
  return { pose, correlation: value };
}
