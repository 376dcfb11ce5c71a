/** A length on the mark, drawn and said in the lower left corner of what shows it. */
import { type Frame, pickBarLength } from "./microscope-geometry.ts";
import { type Palette, strokeTwice, writeLabel } from "./strokes.ts";

const MOST_PIXELS = 180;

interface Scale {
  readonly frame: Frame;
  /** Pixels of the screen a unit of length. */
  readonly scale: number;
  readonly palette: Palette;
  readonly sayLength: (length: number) => string;
}

export function drawScaleBar(context: CanvasRenderingContext2D, { frame, scale, palette, sayLength }: Scale): void {
  const length = pickBarLength(scale, Math.min(MOST_PIXELS, frame.width / 3));
  const [x, y] = [frame.left + 14, frame.top + frame.height - 16];
  const end = x + length * scale;
  context.beginPath();
  context.moveTo(x, y - 5);
  context.lineTo(x, y);
  context.lineTo(end, y);
  context.lineTo(end, y - 5);
  strokeTwice(context, palette.onStage, palette.backdrop, 2);
  writeLabel(context, palette, sayLength(length), { x: x + 4, y: y - 24 });
}
