/** Lines and points of charts. Classes differ in dashes as well as in colour, so that a grey print shows them too. */
import { type Canvas, type Colour, type Point, type Rectangle, strokeLines } from "./canvas.ts";
import { FADED, INK, MARK_A, MARK_B } from "./colours.ts";

export interface ChartLine {
  readonly colour: Colour;
  readonly thickness: number;
  /** Pixels drawn and left out, in turn; none for a full line. */
  readonly dashes?: readonly [drawn: number, left: number];
}

export const SAME_LINE: ChartLine = { colour: MARK_B, thickness: 3 };
export const DIFFERENT_LINE: ChartLine = { colour: MARK_A, thickness: 3, dashes: [14, 7] };
export const CALIBRATED_LINE: ChartLine = { colour: INK, thickness: 2.4, dashes: [9, 6] };
export const REFERENCE_LINE: ChartLine = { colour: FADED, thickness: 1.6, dashes: [3, 5] };

/** Cuts a polyline into the pieces that are drawn. */
function cutDashes(points: readonly Point[], [drawn, left]: readonly [number, number]): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = points.slice(0, 1);
  let inking = true;
  let remaining = drawn;
  for (let i = 1; i < points.length; i++) {
    let from = points[i - 1];
    const to = points[i];
    let length = Math.hypot(to.x - from.x, to.y - from.y);
    while (length > remaining) {
      const share = remaining / length;
      from = { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
      length -= remaining;
      if (inking) pieces.push([...piece, from]);
      piece = [from];
      inking = !inking;
      remaining = inking ? drawn : left;
    }
    remaining -= length;
    if (inking) piece.push(to);
  }
  return inking && piece.length > 1 ? [...pieces, piece] : pieces;
}

/** Draws a polyline given in pixels, within `clip`. */
export function drawChartLine(canvas: Canvas, points: readonly Point[], line: ChartLine, clip?: Rectangle): void {
  const pieces = line.dashes === undefined ? [points] : cutDashes(points, line.dashes);
  const { colour, thickness } = line;
  strokeLines(canvas, pieces, { colour, thickness, ...(clip === undefined ? {} : { clip }) });
}

/** Round dots given in pixels. */
export function drawDots(canvas: Canvas, points: readonly Point[], colour: Colour, diameter: number): void {
  strokeLines(
    canvas,
    points.map((point) => [point, point]),
    { colour, thickness: diameter },
  );
}
