/** Words around the picture: what was compared, the figures, and what they are not. */
import type { ComparisonOutcome } from "../compare/comparison.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import { type Canvas, fillRectangle, strokeLines } from "./canvas.ts";
import { FADED, INK, pickScaleColour, RULE } from "./colours.ts";
import { drawText, wrapText } from "./draw-text.ts";

export const CAVEAT = "Investigative ranking, not an evidential conclusion";

const TITLES = { BreechFace: "Breech face", FiringPinImpression: "Firing pin impression", LEA: "Land engraved area" };

export function drawHeader(canvas: Canvas, mark: PreparedMark, margin: number): void {
  drawText(canvas, `${TITLES[mark.region]} comparison`, margin, 44, { colour: INK, size: 20, bold: true });
  drawText(canvas, CAVEAT, canvas.width - margin, 43, { colour: FADED, size: 13, align: "right" });
  const y = 62.5;
  strokeLines(
    canvas,
    [
      [
        { x: margin, y },
        { x: canvas.width - margin, y },
      ],
    ],
    { colour: RULE, thickness: 1 },
  );
}

function formatLength(metres: number, scaleKnown: boolean, increment: number): string {
  return scaleKnown ? `${(metres * 1e6).toFixed(0)} \u00b5m` : `${(metres / increment).toFixed(0)} px`;
}

/** The figures, as name and value, in the order of reading. */
export function listFigures(a: PreparedMark, comparison: ComparisonOutcome): [name: string, value: string][] {
  const method: [string, string] = ["Method", `${comparison.method}, version ${comparison.methodVersion}`];
  if (!comparison.comparable) return [["Result", "Not comparable"], method];
  const { pose, cells, segments } = comparison;
  const length = (metres: number): string =>
    formatLength(metres, a.scaleKnown || a.scaleSource === "primer", a.surface.incrementX);
  const figures: [string, string][] = [["Score", comparison.score.toFixed(3)]];
  if (cells) {
    figures.push(["Congruent cells", `${cells.congruent} of ${cells.usable} (${(100 * cells.fraction).toFixed(0)} %)`]);
  }
  if (segments) {
    const congruent = segments.filter((segment) => segment.congruent).length;
    figures.push(["Congruent segments", `${congruent} of ${segments.length}`]);
  }
  figures.push(["Correlation", comparison.correlation.toFixed(3)]);
  figures.push(["Overlap", `${(100 * comparison.overlap).toFixed(0)} %`]);
  if (segments) {
    figures.push(["Lag of B on A", length(pose.shiftX)]);
    if (comparison.stretch !== undefined) figures.push(["Stretch of B", `${(100 * comparison.stretch).toFixed(1)} %`]);
  } else {
    figures.push(["Angle of B onto A", `${((pose.angle * 180) / Math.PI).toFixed(1)}\u00b0`]);
    figures.push(["Shift of B onto A", `${length(pose.shiftX)}, ${length(pose.shiftY)}`]);
    if (comparison.stretch !== undefined) figures.push(["Size of B", `${(100 * comparison.stretch).toFixed(1)} %`]);
  }
  figures.push(method);
  return figures;
}

/** Writes the figures in columns of `rows` lines, `width` pixels apart. */
export function drawFigures(
  canvas: Canvas,
  figures: readonly (readonly [name: string, value: string])[],
  at: { x: number; y: number; width: number; rows: number },
): void {
  for (const [i, [name, value]] of figures.entries()) {
    const x = at.x + Math.floor(i / at.rows) * at.width;
    const y = at.y + (i % at.rows) * 46;
    drawText(canvas, name, x, y, { colour: FADED, size: 10 });
    drawText(canvas, value, x, y + 21, { colour: INK, size: 14, bold: i === 0 });
  }
}

/** A sentence in the given width; returns the baseline of its last line. */
export function drawParagraph(canvas: Canvas, text: string, x: number, y: number, width: number): number {
  const lines = wrapText(text, 12, width);
  for (const [i, line] of lines.entries()) drawText(canvas, line, x, y + i * 22, { colour: INK, size: 12 });
  return y + (lines.length - 1) * 22;
}

/** The scale of colours for correlations from 0 to 1, right-aligned at `right`. */
export function drawColourScale(canvas: Canvas, right: number, y: number, title: string): void {
  const width = 220;
  const x = right - width;
  for (let i = 0; i < width; i++) {
    fillRectangle(canvas, { x: x + i, y: y + 8, width: 1, height: 12 }, pickScaleColour(i / (width - 1)));
  }
  drawText(canvas, title, x, y, { colour: FADED, size: 10 });
  for (const [share, align] of [
    [0, "left"],
    [0.5, "centre"],
    [1, "right"],
  ] as const) {
    drawText(canvas, share.toFixed(1), x + share * width, y + 36, { colour: FADED, size: 10, align });
  }
}
