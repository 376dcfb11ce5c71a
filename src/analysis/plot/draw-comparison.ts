/** One picture that shows an examiner why two marks were scored as they were. */
import type { Comparison, ComparisonOutcome } from "../compare/comparison.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import { type Canvas, createCanvas } from "./canvas.ts";
import { PAPER } from "./colours.ts";
import { drawColourScale, drawFigures, drawHeader, drawParagraph, listFigures } from "./draw-caption.ts";
import { drawCellPanels } from "./draw-cells.ts";
import { drawLandPanels } from "./draw-lands.ts";
import { drawFrame, findBounds, IDENTITY, paintRelief, resampleForPanel } from "./panel.ts";

const WIDTH = 1440;
const MARGIN = 28;
const GAP = 16;
const TOP = 104;

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Row-major, four bytes a pixel. */
  readonly rgba: Uint8Array;
}

function drawArealComparison(a: PreparedMark, b: PreparedMark, comparison: Comparison): Canvas {
  const size = Math.floor((WIDTH - 2 * MARGIN - 2 * GAP) / 3);
  const below = TOP + size + 44;
  const canvas = createCanvas(WIDTH, below + 96, PAPER);
  drawHeader(canvas, a, MARGIN);
  drawCellPanels(canvas, { x: MARGIN, y: TOP, size, gap: GAP }, { a, b }, comparison);
  drawFigures(canvas, listFigures(a, comparison), { x: MARGIN, y: below, width: 250, rows: 2 });
  drawColourScale(canvas, WIDTH - MARGIN, below, "Correlation of a congruent cell");
  return canvas;
}

function drawLandComparison(a: PreparedMark, b: PreparedMark, comparison: Comparison): Canvas {
  const height = 700;
  const below = TOP - 24 + height + 36;
  const canvas = createCanvas(WIDTH, below + 96, PAPER);
  drawHeader(canvas, a, MARGIN);
  drawLandPanels(canvas, { x: MARGIN, y: TOP - 24, width: WIDTH - 2 * MARGIN, height }, { a, b }, comparison);
  drawFigures(canvas, listFigures(a, comparison), { x: MARGIN, y: below, width: 250, rows: 2 });
  drawColourScale(canvas, WIDTH - MARGIN, below, "Correlation of a congruent segment");
  return canvas;
}

/** Both marks as they are, side by side, and the reason. */
function drawRefusal(a: PreparedMark, b: PreparedMark, outcome: ComparisonOutcome, reason: string): Canvas {
  const size = Math.floor((WIDTH - 2 * MARGIN - GAP) / 2);
  const height = 420;
  const below = TOP + height + 44;
  const canvas = createCanvas(WIDTH, below + 110, PAPER);
  drawHeader(canvas, a, MARGIN);
  for (const [i, mark] of [a, b].entries()) {
    const panel = { x: MARGIN + i * (size + GAP), y: TOP, width: size, height };
    drawFrame(canvas, panel);
    const box = findBounds(mark.surface, IDENTITY);
    if (!box) continue;
    const view = {
      centreX: (box.left + box.right) / 2,
      centreY: (box.top + box.bottom) / 2,
      pitch: 1.05 * Math.max((box.right - box.left) / size, (box.bottom - box.top) / height),
    };
    paintRelief(canvas, panel, resampleForPanel(mark.surface, IDENTITY, panel, view));
  }
  drawFigures(canvas, listFigures(a, outcome), { x: MARGIN, y: below, width: 300, rows: 1 });
  drawParagraph(canvas, reason, MARGIN, below + 56, WIDTH - 2 * MARGIN);
  return canvas;
}

/**
 * Draws a comparison, 1440 pixels wide: for breech faces and firing pins the two surfaces aligned, with the congruent
 * cells numbered alike on both and coloured by correlation, and the two laid over each other; for lands both surfaces,
 * both mean profiles and the congruent segments. Below stand the figures; above, that a score is no conclusion. A pair
 * that is not comparable is drawn side by side with the reason. Nothing but the arguments is used, so the same picture
 * comes out of stored evidence years later.
 */
export function drawComparison(a: PreparedMark, b: PreparedMark, comparison: ComparisonOutcome): Picture {
  if (!comparison.comparable) return drawRefusal(a, b, comparison, comparison.reason);
  return comparison.segments ? drawLandComparison(a, b, comparison) : drawArealComparison(a, b, comparison);
}
