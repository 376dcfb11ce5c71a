/**
 * A virtual comparison microscope in an element of the page: draws what its store says, and turns what the pointer does into changes
 * of it. Keys, buttons and words are the page's.
 */
import type { DrawnAnnotation } from "./annotation-shapes.ts";
import { drawOverlay } from "./draw-overlay.ts";
import { makePace } from "./keep-pace.ts";
import type { MarkSurface } from "./mark-surface.ts";
import type { CongruentCell } from "./microscope-cells.ts";
import { boundBoth, clipToTexture, type Frame, IDENTITY, type View } from "./microscope-geometry.ts";
import { isPlaced, type MicroscopeState, type MicroscopeStore, type SideName } from "./microscope-state.ts";
import { type DrawnBy, findDrawer, pickRenderer } from "./pick-renderer.ts";
import type { Painting, Rgb } from "./relief-painting.ts";
import type { Palette } from "./strokes.ts";

/** Heights in multiples of the RMS that the colours span. */
export const HEIGHT_RANGE = 6;
const GAP = 2;
const MOST_PIXELS_A_POINT = 2;
/** A mark so much wider than high is a strip of striae: both lie over each other, so that the striae run on from one to the other. */
const STRIP = 2;

export interface Pane {
  readonly frame: Frame;
  readonly view: View;
  /** Which mark lies in it; null: both. */
  readonly side: SideName | null;
}

export interface ComparisonMicroscope {
  /** Replaces both marks, e.g. by finer ones. The first ones are fitted into the windows. */
  load(a: MarkSurface, b: MarkSurface): void;
  /** What the page knows and the store does not. */
  describe(words: {
    readonly cells: readonly CongruentCell[];
    readonly annotations: readonly DrawnAnnotation[];
    readonly names: { readonly a: string; readonly b: string };
    readonly sayLength: (length: number) => string;
    readonly palette: Palette;
  }): void;
  windows(): readonly Pane[];
  /** Shows all of A in its window. */
  showWhole(): void;
  /** Of the points that the window has each way: what was drawn last. */
  share(): number;
  readonly drawnBy: DrawnBy;
  /** The picture with everything on it. */
  capture(): Promise<Blob>;
  dispose(): void;
}

/** Null where the browser cannot draw by that. `onLost`: the graphics card let go of the picture; make another, drawn by the processor. */
export function makeComparisonMicroscope(
  host: HTMLElement,
  store: MicroscopeStore,
  by: DrawnBy = findDrawer(),
  onLost: () => void = () => {},
): ComparisonMicroscope | null {
  const canvas = addCanvas(host);
  const overlay = addCanvas(host);
  const relief = pickRenderer(canvas, by);
  const drawing = overlay.getContext("2d");
  if (relief === null || drawing === null) {
    host.replaceChildren();
    return null;
  }
  let marks: { a: MarkSurface; b: MarkSurface } | null = null;
  let words: Parameters<ComparisonMicroscope["describe"]>[0] | null = null;
  let size = { width: 0, height: 0, density: 1 };
  let waiting = 0;
  /** What the overlay was last drawn from: a moved light leaves it as it is. */
  let drawn: readonly unknown[] = [];

  const areStrips = () => marks !== null && [marks.a, marks.b].every(({ width, height }) => width > STRIP * height);
  const windows = () => layWindows(store.read(), size, areStrips());
  const draw = (share: number) => {
    if (marks === null || size.width === 0) return;
    const state = store.read();
    const shown = windows();
    setSize(canvas, size, size.density * share);
    const ground = readColour(words?.palette.backdrop);
    relief.begin(ground);
    for (const pane of shown)
      relief.paint(scaleFrame(pane.frame, canvas.width / size.width), { ...paintingOf(state, pane, marks), ground });
    const over = [
      state.views,
      state.layout,
      state.pose,
      state.split,
      state.shown,
      state.cells,
      state.chosenCell,
      state.line,
      state.start,
      state.tool,
      state.draft,
      state.annotations,
      state.chosenAnnotation,
      words,
      size,
    ];
    if (over.every((part, i) => part === drawn[i])) return;
    drawn = over;
    drawing.setTransform(size.density, 0, 0, size.density, 0, 0);
    drawing.clearRect(0, 0, size.width, size.height);
    if (words !== null) drawOverlay(drawing, { ...words, state, windows: shown });
  };
  const schedule = () => {
    if (waiting !== 0) return;
    pace.ask();
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      draw(pace.share());
      pace.end();
    });
  };
  const pace = makePace(schedule);
  const showWhole = () => {
    // As in windows beside each other, whatever is shown now: so that none cuts a mark when that changes.
    const frame = layWindows({ ...store.read(), layout: "side" }, size, areStrips())[0]?.frame;
    if (marks === null || frame === undefined || frame.width === 0) return;
    const { middle, width, height } = boundBoth(marks.a, marks.b, store.read().pose);
    const scale = 0.94 * Math.min(frame.width / width, frame.height / height);
    const view: View = { ...middle, scale, angle: 0 };
    store.change((state) => ({ ...state, views: { a: view, b: view } }));
  };
  // Where another drew before, the marks stay where they were.
  let fitted = isPlaced(store.read());
  const resize = () => {
    const density = Math.min(window.devicePixelRatio, MOST_PIXELS_A_POINT);
    const before = Math.min(size.width, size.height);
    size = { width: host.clientWidth, height: host.clientHeight, density };
    setSize(overlay, size, density);
    if (!fitted && marks !== null) {
      showWhole();
      fitted = size.width > 0;
    } else if (fitted && before > 0 && size.width > 0) {
      // What was in sight stays in sight.
      const grown = Math.min(size.width, size.height) / before;
      const follow = (view: View): View => ({ ...view, scale: view.scale * grown });
      if (grown !== 1)
        store.change((state) => ({ ...state, views: { a: follow(state.views.a), b: follow(state.views.b) } }));
    }
    draw(1);
  };
  const observer = new ResizeObserver(resize);
  observer.observe(host);
  const unsubscribe = store.subscribe(schedule);

  canvas.addEventListener("webglcontextlost", onLost);

  return {
    load(a, b) {
      marks = { a, b };
      relief.load("a", a);
      relief.load("b", b);
      if (!fitted) resize();
      schedule();
    },
    describe(next) {
      words = next;
      schedule();
    },
    windows,
    showWhole,
    drawnBy: by,
    share: () => canvas.width / (size.width * size.density),
    capture() {
      draw(1);
      const picture = document.createElement("canvas");
      picture.width = overlay.width;
      picture.height = overlay.height;
      const context = picture.getContext("2d");
      if (context !== null) {
        context.drawImage(canvas, 0, 0, picture.width, picture.height);
        context.drawImage(overlay, 0, 0);
      }
      return new Promise((done, fail) =>
        picture.toBlob((blob) => (blob === null ? fail(new Error("The picture is empty.")) : done(blob)), "image/png"),
      );
    },
    dispose() {
      cancelAnimationFrame(waiting);
      pace.stop();
      observer.disconnect();
      unsubscribe();
      canvas.removeEventListener("webglcontextlost", onLost);
      relief.dispose();
      host.replaceChildren();
    },
  };
}

function setSize(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
  density: number,
): void {
  const [across, down] = [Math.round(width * density), Math.round(height * density)];
  // Setting a size clears the canvas, even the same one.
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
}

/** From "#rrggbb", as the design's tokens are written. */
function readColour(text = ""): Rgb {
  const value = Number.parseInt(text.slice(1), 16) || 0;
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

function addCanvas(host: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.style.position = "absolute";
  canvas.style.inset = "0";
  canvas.style.inlineSize = "100%";
  canvas.style.blockSize = "100%";
  canvas.style.pointerEvents = "none";
  host.append(canvas);
  return canvas;
}

/** Two windows beside each other (strips: over each other), or one for both marks. */
function layWindows(
  { layout, views, shown }: MicroscopeState,
  { width, height }: { readonly width: number; readonly height: number },
  strips: boolean,
): readonly Pane[] {
  if (layout !== "side") {
    const frame = { left: 0, top: 0, width, height };
    return [{ frame, view: views.a, side: layout === "flicker" ? shown : null }];
  }
  if (strips) {
    const half = Math.floor((height - GAP) / 2);
    return [
      { frame: { left: 0, top: 0, width, height: half }, view: views.a, side: "a" },
      { frame: { left: 0, top: height - half, width, height: half }, view: views.b, side: "b" },
    ];
  }
  const half = Math.floor((width - GAP) / 2);
  return [
    { frame: { left: 0, top: 0, width: half, height }, view: views.a, side: "a" },
    { frame: { left: width - half, top: 0, width: half, height }, view: views.b, side: "b" },
  ];
}

function scaleFrame({ left, top, width, height }: Frame, density: number): Frame {
  const [x, y] = [Math.round(left * density), Math.round(top * density)];
  return { left: x, top: y, width: Math.round(width * density), height: Math.round(height * density) };
}

function paintingOf(
  state: MicroscopeState,
  { frame, view, side }: Pane,
  marks: { a: MarkSurface; b: MarkSurface },
): Omit<Painting, "ground"> {
  const { at, angle } = state.split;
  const [x, y] = [(frame.width / 2) * Math.cos(angle), (-frame.height / 2) * Math.sin(angle)];
  const { layout } = state;
  return {
    mix: layout === "side" || layout === "flicker" ? "single" : layout,
    shade: state.look,
    shown: side ?? "a",
    toA: clipToTexture(view, frame, IDENTITY, marks.a),
    toB: clipToTexture(view, frame, state.pose, marks.b),
    light: state.light,
    turned: { a: view.angle, b: view.angle + state.pose.angle },
    split: [x, y, at * x],
    relief: 1.2 * state.relief,
    reach: 1 / HEIGHT_RANGE,
    contrast: state.contrast,
    gamma: 1 / state.gamma,
    blend: state.blend,
  };
}
