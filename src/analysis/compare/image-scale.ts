/** Two marks of which a scale is estimated: how much larger is one than it was taken for? */
import { warpSurface } from "../filter/warp-surface.ts";
import type { Pose, Surface } from "../surface.ts";
import type { CellEvidence, Comparison } from "./comparison.ts";
import type { PreparedMark } from "./prepared-mark.ts";

/**
 * Factors that are tried where a scale comes from a primer's diameter: pistol primers are made within 1 %, but their edge in an
 * image is found within some per cent only. Between two of them a cell at the rim of a breech face moves less than it is sought.
 */
const FACTORS: readonly number[] = [1, 0.965, 1.035, 0.93, 1.07];
const STATED: readonly number[] = [1];

/** Factors to try on the lengths of A, the likeliest first. */
export function chooseFactors(a: PreparedMark, b: PreparedMark): readonly number[] {
  return a.scaleSource === "primer" || b.scaleSource === "primer" ? FACTORS : STATED;
}

/** The surface as it is when its lengths are `factor` times what they were taken for, on points of the same pitch. */
export function enlargeSurface(surface: Surface, factor: number): Surface {
  if (factor === 1) return surface;
  const pitch = surface.incrementX;
  return warpSurface(
    { ...surface, incrementX: pitch * factor, incrementY: surface.incrementY * factor },
    { angle: 0, shiftX: 0, shiftY: 0 },
    { width: Math.round(surface.width * factor), height: Math.round(surface.height * factor), increment: pitch },
  );
}

/**
 * The comparison that was made with A enlarged by `factor`, told in A's own metres: B is then stretched by 1 / factor before the poses
 * apply.
 */
export function tellInMetresOfA(comparison: Comparison, factor: number): Comparison {
  const shrink = (pose: Pose): Pose => ({ ...pose, shiftX: pose.shiftX / factor, shiftY: pose.shiftY / factor });
  const shrinkCell = (cell: CellEvidence): CellEvidence => ({
    ...cell,
    x: cell.x / factor,
    y: cell.y / factor,
    size: cell.size / factor,
    pose: shrink(cell.pose),
  });
  const { cells } = comparison;
  return {
    ...comparison,
    pose: shrink(comparison.pose),
    cells: cells === null ? null : { ...cells, evidence: cells.evidence.map(shrinkCell) },
    stretch: 1 / factor,
  };
}
