import type {
  CellEvidence,
  CellSummary,
  Comparison,
  ComparisonOutcome,
  ProfileEvidence,
} from "../../analysis/compare/comparison.ts";
import { invertPose } from "../../analysis/register/pose.ts";
import type { Pose } from "../../analysis/surface.ts";

/**
 * The same outcome told from the other side: what was A is B. A comparison is made with one mark against many, and kept in
 * the order of the two acquisitions' ids. Metres and radians throughout.
 */
export function swapSides(outcome: ComparisonOutcome): ComparisonOutcome {
  if (!outcome.comparable) return outcome;
  const { cells, segments, stretch = 1 } = outcome;
  return {
    ...outcome,
    pose: swapPose(outcome),
    ...(outcome.stretch === undefined ? {} : { stretch: 1 / stretch }),
    cells: cells === null ? null : swapCells(cells, stretch),
    segments: segments === null ? null : segments.map((segment) => swapSegment(segment, stretch)),
  };
}

/** `a = R stretch b + shift`, of a profile without the turn; what was in metres of A is then in metres of B. */
function swapPose({ pose, segments, stretch = 1 }: Comparison): Comparison["pose"] {
  return segments === null
    ? shrinkPose(invertPose(pose), stretch)
    : { angle: 0, shiftX: -pose.shiftX / stretch, shiftY: 0 };
}

function shrinkPose(pose: Pose, stretch: number): Pose {
  return { ...pose, shiftX: pose.shiftX / stretch, shiftY: pose.shiftY / stretch };
}

/** Lengths between the marks were in metres of A. Outcomes of older versions have none. */
function swapCells(cells: CellSummary, stretch: number): CellSummary {
  const shrink = (length: number | null): number | null => (length === null ? null : length / stretch);
  const { dispersion, convergence } = cells;
  return {
    ...cells,
    ...(dispersion === undefined ? {} : { dispersion: shrink(dispersion) }),
    ...(convergence === undefined
      ? {}
      : {
          convergence: {
            ...convergence,
            forward: shrink(convergence.backward),
            backward: shrink(convergence.forward),
          },
        }),
    evidence: cells.evidence.map((cell) => swapCell(cell, stretch)),
  };
}

function swapCell(cell: CellEvidence, stretch: number): CellEvidence {
  return {
    ...cell,
    x: cell.x / stretch,
    y: cell.y / stretch,
    size: cell.size / stretch,
    direction: cell.direction === "forward" ? "backward" : "forward",
    pose: shrinkPose(invertPose(cell.pose), stretch),
  };
}

/** The stretch of A lies on one of B that is `1 / stretch` as long, about the place where it was found. */
function swapSegment(segment: ProfileEvidence, stretch: number): ProfileEvidence {
  const length = segment.length / stretch;
  const place = segment.start + segment.length / 2 - segment.lag;
  return { ...segment, start: place - length / 2, length, lag: -segment.lag };
}
