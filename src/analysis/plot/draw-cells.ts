/** The picture of a comparison by congruent cells: both surfaces aligned, the cells on them, and the two overlaid. */
import type { CellEvidence, Comparison } from "../compare/comparison.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import { applyPose, type Pose } from "../surface.ts";
import { type Canvas, fillRectangle, type Point, type Rectangle, strokeLines } from "./canvas.ts";
import { INK, MARK_A, MARK_B, pickScaleColour, WHITE } from "./colours.ts";
import { drawText, measureText } from "./draw-text.ts";
import {
  drawFrame,
  drawScaleBar,
  findBounds,
  IDENTITY,
  paintOverlay,
  paintRelief,
  placePoint,
  resampleForPanel,
  type View,
} from "./panel.ts";

/** Metres of free ground around the marks: cells along the border reach beyond the data by up to half a cell. */
const MARGIN = 220e-6;
const SCALE_BAR = 500e-6;

/** Where a cell of A lies in A's frame (`found` false), or where it was found in B, brought into A's frame by `pose`. */
function outlineCell(cell: CellEvidence, pose: Pose, found: boolean): { x: number; y: number }[] {
  const half = cell.size / 2;
  const corners = [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
    [-half, -half],
  ].map(([dx, dy]) => ({ x: cell.x + dx, y: cell.y + dy }));
  if (!found) return corners;
  return corners.map(({ x, y }) => {
    // Into B by the inverse of the cell's own pose, then back by the pose of all.
    const dx = x - cell.pose.shiftX;
    const dy = y - cell.pose.shiftY;
    const cos = Math.cos(cell.pose.angle);
    const sin = Math.sin(cell.pose.angle);
    return applyPose(pose, cos * dx + sin * dy, -sin * dx + cos * dy);
  });
}

function chooseView(a: PreparedMark, b: PreparedMark, pose: Pose, area: Rectangle): View {
  const boxes = [findBounds(a.surface, IDENTITY), findBounds(b.surface, pose)].filter((box) => box !== null);
  if (boxes.length === 0) return { centreX: 0, centreY: 0, pitch: a.surface.incrementX };
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return {
    centreX: (left + right) / 2,
    centreY: (top + bottom) / 2,
    pitch: Math.max((right - left + 2 * MARGIN) / area.width, (bottom - top + 2 * MARGIN) / area.height),
  };
}

function drawNumber(canvas: Canvas, text: string, at: Point): void {
  const width = measureText(text, 9) + 7;
  fillRectangle(canvas, { x: at.x + 2, y: at.y + 2, width, height: 14 }, WHITE, 0.85);
  drawText(canvas, text, at.x + 2 + width / 2, at.y + 13, { colour: INK, size: 9, align: "centre" });
}

/** Draws forward cells: congruent ones bold, numbered and coloured by correlation; the others thin, on A only. */
function drawCells(
  canvas: Canvas,
  area: Rectangle,
  view: View,
  cells: readonly CellEvidence[],
  pose: Pose,
  found: boolean,
): void {
  const place = (cell: CellEvidence): Point[] =>
    outlineCell(cell, pose, found).map(({ x, y }) => placePoint(area, view, x, y));
  for (const cell of found ? [] : cells.filter((other) => !other.congruent)) {
    strokeLines(canvas, [place(cell)], { colour: WHITE, thickness: 1.2, opacity: 0.55, clip: area });
  }
  const congruent = cells.filter((cell) => cell.congruent);
  for (const [number, cell] of congruent.entries()) {
    const outline = place(cell);
    strokeLines(canvas, [outline], { colour: INK, thickness: 4.4, opacity: 0.55, clip: area });
    strokeLines(canvas, [outline], { colour: pickScaleColour(cell.correlation), thickness: 2.6, clip: area });
    const corner = outline.reduce((best, point) => (point.x + point.y < best.x + best.y ? point : best));
    drawNumber(canvas, `${number + 1}`, corner);
  }
}

/** An image whose scale was estimated, at the size at which it fits A. */
function stretchMark(mark: PreparedMark, stretch: number): PreparedMark {
  const { incrementX, incrementY } = mark.surface;
  return {
    ...mark,
    surface: { ...mark.surface, incrementX: stretch * incrementX, incrementY: stretch * incrementY },
  };
}

/** Three panels side by side in `area`, each `size` pixels square under its title. */
export function drawCellPanels(
  canvas: Canvas,
  area: { x: number; y: number; size: number; gap: number },
  marks: { a: PreparedMark; b: PreparedMark },
  comparison: Comparison,
): void {
  const { a } = marks;
  const b = stretchMark(marks.b, comparison.stretch ?? 1);
  const panels = [0, 1, 2].map((i) => ({
    x: area.x + i * (area.size + area.gap),
    y: area.y,
    width: area.size,
    height: area.size,
  }));
  const view = chooseView(a, b, comparison.pose, panels[0]);
  const seenA = resampleForPanel(a.surface, IDENTITY, panels[0], view);
  const seenB = resampleForPanel(b.surface, comparison.pose, panels[1], view);
  const cells = (comparison.cells?.evidence ?? []).filter((cell) => cell.direction === "forward");
  for (const panel of panels) drawFrame(canvas, panel);
  paintRelief(canvas, panels[0], seenA);
  drawCells(canvas, panels[0], view, cells, comparison.pose, false);
  paintRelief(canvas, panels[1], seenB);
  drawCells(canvas, panels[1], view, cells, comparison.pose, true);
  paintOverlay(canvas, panels[2], seenA, seenB);
  const titles = ["A", "B, turned and shifted onto A", "A and B overlaid: grey where alike"];
  for (const [i, title] of titles.entries()) {
    const colour = i === 0 ? MARK_A : i === 1 ? MARK_B : INK;
    drawText(canvas, title, panels[i].x, panels[i].y - 10, { colour, size: 13, bold: true });
    if (a.scaleKnown || a.scaleSource === "primer") drawScaleBar(canvas, panels[i], view, SCALE_BAR);
  }
}
