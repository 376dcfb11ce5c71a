/** Text in the plots' own lettering. */
import { type Canvas, type Colour, type Point, strokeLines } from "./canvas.ts";
import { findGlyph } from "./stroke-font.ts";

/** Rows of the grid from the baseline to the top of a capital. */
const CAPITAL = 6;
/** Columns are this much narrower than rows, and letters this many columns apart. */
const NARROWING = 0.82;
const SPACING = 2;

export interface TextStyle {
  readonly colour: Colour;
  /** Height of a capital in pixels. */
  readonly size: number;
  readonly bold?: boolean;
  readonly align?: "left" | "centre" | "right";
}

/** Pixels from the first to the last stroke of the text. */
export function measureText(text: string, size: number): number {
  const unit = (size / CAPITAL) * NARROWING;
  let columns = 0;
  for (const character of text) columns += findGlyph(character).width + SPACING;
  return Math.max(0, columns - SPACING) * unit;
}

/** Writes one line; `x` is its left end, middle or right end as `align` says, `y` the baseline. Returns its width. */
export function drawText(canvas: Canvas, text: string, x: number, y: number, style: TextStyle): number {
  const { size, colour, bold = false, align = "left" } = style;
  const unit = size / CAPITAL;
  const width = measureText(text, size);
  let pen = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  const lines: Point[][] = [];
  for (const character of text) {
    const glyph = findGlyph(character);
    const start = pen;
    for (const stroke of glyph.strokes) {
      lines.push(stroke.map((point) => ({ x: start + point.x * unit * NARROWING, y: y - point.y * unit })));
    }
    pen += (glyph.width + SPACING) * unit * NARROWING;
  }
  strokeLines(canvas, lines, { colour, thickness: Math.max(1.1, size * (bold ? 0.185 : 0.125)) });
  return width;
}

/** Breaks text at spaces so that no line is wider than `width` pixels (a single longer word stays whole). */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measureText(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
