import type {
  CellEvidence,
  Comparison,
  ComparisonOutcome,
  ProfileEvidence,
} from "../../analysis/compare/comparison.ts";
import { invertPose } from "../../analysis/register/pose.ts";

/**
 * The same outcome told from the other side: what was A is B. A comparison is made with one mark against many, and kept in
 * the order of the two acquisitions' ids. Metres and radians throughout.
 */
export function swapSides(outcome: ComparisonOutcome): ComparisonOutcome {
  if (!outcome.comparable) return outcome;
  const { cells, segments, stretch } = outcome;
  return {
    ...outcome,
    pose: swapPose(outcome),
    ...(stretch === undefined ? {} : { stretch: 1 / stretch }),
    cells: cells === null ? null : { ...cells, evidence: cells.evidence.map(swapCell) },
    segments: segments === null ? null : segments.map((segment) => swapSegment(segment, stretch ?? 1)),
  };
}

/** Of a profile, `a = stretch * b + shift`; of a surface the pose alone. */
function swapPose({ pose, stretch }: Comparison): Comparison["pose"] {
  return stretch === undefined ? invertPose(pose) : { angle: 0, shiftX: -pose.shiftX / stretch, shiftY: 0 };
}

function swapCell(cell: CellEvidence): CellEvidence {
  return {
    ...cell,
    direction: cell.direction === "forward" ? "backward" : "forward",
    pose: invertPose(cell.pose),
  };
}

/** The stretch of A lies on one of B that is `1 / stretch` as long, about the place where it was found. */
function swapSegment(segment: ProfileEvidence, stretch: number): ProfileEvidence {
  const length = segment.length / stretch;
  const place = segment.start + segment.length / 2 - segment.lag;
  return { ...segment, start: place - length / 2, length, lag: -segment.lag };
}
