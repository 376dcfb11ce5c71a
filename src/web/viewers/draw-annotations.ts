/** Draws annotations over the marks: those that are kept with their numbers and words, and the one that is being made. */
import { toFrame } from "./annotate.ts";
import { type AnnotationShape, lengthOf, shapeOf, traceShape } from "./annotation-shapes.ts";
import type { OverlayScene, Pane } from "./draw-overlay.ts";
import type { Point } from "./mark-surface.ts";
import { toScreen } from "./microscope-geometry.ts";
import type { SideName } from "./microscope-state.ts";
import { strokeTwice, trace, writeLabel } from "./strokes.ts";

type Context = CanvasRenderingContext2D;

const MOST_LETTERS = 36;
const TIP = 11;
const DOT = 5;

export function drawAnnotations(context: Context, scene: OverlayScene, pane: Pane): void {
  const { state, palette } = scene;
  if (state.annotations) {
    for (const { id, side, shape, label, text, own } of scene.annotations) {
      if (pane.side !== null && pane.side !== side) continue;
      const chosen = id === state.chosenAnnotation;
      context.setLineDash(own ? [] : [7, 4]);
      const at = drawShape(context, scene, pane, { side, shape }, chosen);
      context.setLineDash([]);
      const short = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
      const length = lengthOf(shape);
      const said = length === null ? short : `${scene.sayLength(length)} · ${short}`;
      writeLabel(
        context,
        palette,
        `${label} ${said}`,
        { x: at.x + 9, y: at.y + 7 },
        chosen ? palette.ink : palette[side],
      );
    }
  }
  const { draft } = state;
  if (draft === null || (pane.side !== null && pane.side !== draft.side)) return;
  const shape = shapeOf(draft);
  if (shape !== null) {
    const at = drawShape(context, scene, pane, { side: draft.side, shape }, true);
    const length = lengthOf(shape);
    if (length !== null) writeLabel(context, palette, scene.sayLength(length), { x: at.x + 9, y: at.y + 7 });
  }
  for (const point of draft.points.length > 24 ? [] : draft.points)
    drawHandle(context, scene, toScreen(pane.view, pane.frame, toFrame(state, draft.side, point)));
}

/** Gives where its label goes. */
function drawShape(
  context: Context,
  { state, palette }: OverlayScene,
  { view, frame }: Pane,
  { side, shape }: { readonly side: SideName; readonly shape: AnnotationShape },
  chosen: boolean,
): Point {
  const { points, closed } = traceShape(shape);
  const seen = points.map((point) => toScreen(view, frame, toFrame(state, side, point)));
  const [colour, width] = chosen ? [palette.chosen, 2.5] : [palette.onStage, 1.75];
  const last = seen.at(-1) as Point;
  if (shape.kind === "point") {
    context.beginPath();
    context.arc(last.x, last.y, DOT, 0, 2 * Math.PI);
    context.moveTo(last.x - 2 * DOT, last.y);
    context.lineTo(last.x + 2 * DOT, last.y);
    context.moveTo(last.x, last.y - 2 * DOT);
    context.lineTo(last.x, last.y + 2 * DOT);
  } else {
    trace(context, seen, closed);
  }
  strokeTwice(context, colour, palette.backdrop, width);
  if (shape.kind === "arrow") {
    const [from, to] = seen as [Point, Point];
    const angle = Math.atan2(to.y - from.y, to.x - from.x);
    const wing = (by: number) => ({ x: to.x - TIP * Math.cos(angle + by), y: to.y - TIP * Math.sin(angle + by) });
    context.setLineDash([]);
    trace(context, [wing(0.45), to, wing(-0.45)]);
    strokeTwice(context, colour, palette.backdrop, width);
    // On the side that the arrow leaves free.
    return { x: from.x, y: to.y > from.y ? from.y - 34 : from.y };
  }
  // Beside the lowest place: the words lie on what is of interest least.
  return seen.reduce((best, point) => (point.y > best.y ? point : best), last);
}

function drawHandle(context: Context, { palette }: OverlayScene, { x, y }: Point): void {
  context.beginPath();
  context.rect(x - 3.5, y - 3.5, 7, 7);
  strokeTwice(context, palette.chosen, palette.backdrop, 1.5);
}
