/** What is drawn over the marks: cells, the dividing line, a line that was measured, the scale bar, the names of the windows. */
import type { DrawnAnnotation } from "./annotation-shapes.ts";
import { drawAnnotations } from "./draw-annotations.ts";
import { drawScaleBar } from "./draw-scale-bar.ts";
import type { Point } from "./mark-surface.ts";
import { type CongruentCell, outlineCell } from "./microscope-cells.ts";
import { type Frame, inLargerPixels, toScreen, type View } from "./microscope-geometry.ts";
import type { MicroscopeState, SideName } from "./microscope-state.ts";
import { type Palette, strokeTwice, trace, writeLabel } from "./strokes.ts";

export interface OverlayScene {
  readonly state: MicroscopeState;
  readonly windows: readonly { readonly frame: Frame; readonly view: View; readonly side: SideName | null }[];
  readonly cells: readonly CongruentCell[];
  readonly annotations: readonly DrawnAnnotation[];
  readonly names: { readonly a: string; readonly b: string };
  /** Says a length, e.g. "250 µm". */
  readonly sayLength: (length: number) => string;
  readonly palette: Palette;
}

type Context = CanvasRenderingContext2D;

/** The windows are in CSS pixels, to which the caller has scaled the context. */
export function drawOverlay(context: Context, given: OverlayScene): void {
  const { enlarged } = given.palette;
  context.scale(enlarged, enlarged);
  const scene = {
    ...given,
    windows: given.windows.map(({ frame, view, side }) => ({
      frame: inLargerPixels(frame, enlarged),
      view: { ...view, scale: view.scale / enlarged },
      side,
    })),
  };
  for (const window of scene.windows) {
    const { left, top, width, height } = window.frame;
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    if (scene.state.cells) drawCells(context, scene, window);
    if (scene.state.line !== null) drawLine(context, scene, window, scene.state.line.from, scene.state.line.to);
    if (scene.state.start !== null) drawLine(context, scene, window, scene.state.start, window.view);
    drawAnnotations(context, scene, window);
    if (["measure", "profile", "annotate"].includes(scene.state.tool)) drawCross(context, window.frame, scene.palette);
    drawScaleBar(context, { ...scene, frame: window.frame, scale: window.view.scale });
    if (window.side !== null) drawName(context, scene, window.frame, window.side);
    context.restore();
  }
  const [only] = scene.windows;
  if (only === undefined || only.side !== null) return;
  if (scene.state.layout === "split") drawSplit(context, scene, only.frame);
  drawBothNames(context, scene, only.frame);
}

export type Pane = OverlayScene["windows"][number];

function drawCells(context: Context, scene: OverlayScene, { frame, view, side }: Pane): void {
  const { palette, state } = scene;
  // The chosen one last: its neighbours' borders lie on its own.
  const order = [...scene.cells].sort(
    (one, other) => Number(one.index === state.chosenCell) - Number(other.index === state.chosenCell),
  );
  for (const cell of order) {
    if (!cell.congruent && side === "b") continue;
    const outline = outlineCell(cell, side ?? "a", state.pose).map((point) => toScreen(view, frame, point));
    trace(context, outline, true);
    const chosen = cell.index === state.chosenCell;
    context.setLineDash(cell.congruent ? [] : [3, 4]);
    strokeTwice(
      context,
      chosen ? palette.chosen : palette.onStage,
      palette.backdrop,
      chosen ? 3 : cell.congruent ? 1.5 : 0.75,
    );
    context.setLineDash([]);
    if (cell.number !== null) {
      const corner = outline.reduce((best, point) => (point.x + point.y < best.x + best.y ? point : best));
      writeLabel(context, scene.palette, String(cell.number), { x: corner.x + 2, y: corner.y + 2 });
    }
  }
}

function drawLine(context: Context, scene: OverlayScene, { frame, view }: Pane, from: Point, to: Point): void {
  const ends = [from, to].map((point) => toScreen(view, frame, point));
  const [first, second] = ends as [Point, Point];
  trace(context, ends);
  strokeTwice(context, scene.palette.chosen, scene.palette.backdrop, 2);
  for (const { x, y } of ends) {
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    strokeTwice(context, scene.palette.chosen, scene.palette.backdrop, 1.5);
  }
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const at = { x: (first.x + second.x) / 2 + 8, y: (first.y + second.y) / 2 + 8 };
  writeLabel(context, scene.palette, scene.sayLength(length), at);
}

function drawCross(context: Context, { left, top, width, height }: Frame, palette: Palette): void {
  const [x, y] = [left + width / 2, top + height / 2];
  context.beginPath();
  context.moveTo(x - 10, y);
  context.lineTo(x + 10, y);
  context.moveTo(x, y - 10);
  context.lineTo(x, y + 10);
  strokeTwice(context, palette.onStage, palette.backdrop, 1);
}

function drawName(context: Context, { palette, names }: OverlayScene, frame: Frame, side: SideName): void {
  writeLabel(context, palette, names[side], { x: frame.left + 10, y: frame.top + 10 }, palette[side]);
}

function drawSplit(context: Context, { state, palette }: OverlayScene, frame: Frame): void {
  const middle = { x: frame.left + (frame.width * (state.split.at + 1)) / 2, y: frame.top + frame.height / 2 };
  const [dx, dy] = [-Math.sin(state.split.angle), Math.cos(state.split.angle)];
  const far = frame.width + frame.height;
  trace(context, [
    { x: middle.x - far * dx, y: middle.y - far * dy },
    { x: middle.x + far * dx, y: middle.y + far * dy },
  ]);
  strokeTwice(context, palette.onStage, palette.backdrop, 1.5);
}

/** Where both marks lie in one window: a picture of it says of which two it is. */
function drawBothNames(context: Context, { palette, names }: OverlayScene, frame: Frame): void {
  writeLabel(context, palette, names.a, { x: frame.left + 10, y: frame.top + 10 }, palette.a);
  context.font = palette.font;
  const width = context.measureText(names.b).width + 10;
  writeLabel(context, palette, names.b, { x: frame.left + frame.width - width - 10, y: frame.top + 10 }, palette.b);
}
