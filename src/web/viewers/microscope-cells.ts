/** Cells of a comparison: where each lies on A, and where it was found on B. */
import type { Point } from "./mark-surface.ts";
import { applyPose, type Pose, undoPose } from "./microscope-geometry.ts";
import type { SideName } from "./microscope-state.ts";

export interface CongruentCell {
  /** Its place in the evidence. */
  readonly index: number;
  /** Of the congruent ones, from 1; null for the others. */
  readonly number: number | null;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly pose: Pose;
  readonly correlation: number;
  readonly congruent: boolean;
}

/** Those of A that were sought in B, as the method gave them. */
export function readCells(outcome: Readonly<Record<string, unknown>>): readonly CongruentCell[] {
  const { cells } = outcome as { cells?: { evidence: readonly (CongruentCell & { direction: string })[] } | null };
  let number = 0;
  return (cells?.evidence ?? []).flatMap((cell, index) => {
    if (cell.direction !== "forward") return [];
    return [{ ...cell, index, number: cell.congruent ? ++number : null }];
  });
}

/** Corners in the frame: its own on A, or the place where it was found on B, as B lies now. */
export function outlineCell(cell: CongruentCell, side: SideName, poseOfB: Pose): Point[] {
  const half = cell.size / 2;
  const corners = [
    { x: cell.x - half, y: cell.y - half },
    { x: cell.x + half, y: cell.y - half },
    { x: cell.x + half, y: cell.y + half },
    { x: cell.x - half, y: cell.y + half },
  ];
  return side === "a" ? corners : corners.map((corner) => applyPose(poseOfB, undoPose(cell.pose, corner)));
}

/** The smallest cell around a place, congruent ones first. */
export function findCellAt(
  cells: readonly CongruentCell[],
  point: Point,
  side: SideName,
  poseOfB: Pose,
): CongruentCell | null {
  const around = cells.filter(
    (cell) => (side === "a" || cell.congruent) && contains(outlineCell(cell, side, poseOfB), point),
  );
  const nearness = (cell: CongruentCell) =>
    (cell.congruent ? 0 : 1e9) + Math.hypot(cell.x - point.x, cell.y - point.y) / cell.size;
  return around.sort((one, two) => nearness(one) - nearness(two))[0] ?? null;
}

function contains(corners: readonly Point[], { x, y }: Point): boolean {
  return corners.every((corner, i) => {
    const next = corners[(i + 1) % corners.length] as Point;
    return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) >= 0;
  });
}
