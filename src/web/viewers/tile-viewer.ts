/** An image by its tiles in an element of the page: dragged, zoomed, in the tones that are set, with a scale bar. Words and keys are the page's. */
import { drawScaleBar } from "./draw-scale-bar.ts";
import { inLargerPixels } from "./microscope-geometry.ts";
import type { Palette } from "./strokes.ts";
import {
  alignToScreen,
  fitView,
  keepView,
  listTiles,
  panBy,
  pickLevel,
  refitView,
  type TileLevels,
  type TileView,
  zoomBy,
} from "./tile-geometry.ts";
import { type LoadTile, makeTileStore, PLAIN, type Tone, toneCurve } from "./tile-store.ts";

const MOST_DENSITY = 2;
const WHEEL_STEP = 0.0016;

export type Move = (view: TileView) => TileView;

export interface TileViewer {
  /** As a hand does it. */
  move(change: Move): void;
  /** As another viewer was moved: nobody is told. */
  follow(change: Move): void;
  showWhole(): void;
  setTone(tone: Tone): void;
  /** Asks once more for what did not come. */
  again(): void;
  describe(words: {
    readonly palette: Palette;
    /** Of one pixel of the image: metres, or 1 where the scale is unknown. */
    readonly pixel: number;
    readonly sayLength: (length: number) => string;
  }): void;
  dispose(): void;
}

interface Parts {
  readonly image: TileLevels;
  readonly load: LoadTile<ImageBitmap>;
  readonly onFault: (error: unknown) => void;
  readonly onView: (view: TileView) => void;
  /** What the hand or a key did: for an image that moves along. */
  readonly onMove: (change: Move) => void;
}

export function makeTileViewer(host: HTMLElement, { image, load, onFault, onView, onMove }: Parts): TileViewer {
  const canvas = document.createElement("canvas");
  Object.assign(canvas.style, { position: "absolute", inset: "0", inlineSize: "100%", blockSize: "100%" });
  host.append(canvas);
  const context = canvas.getContext("2d");
  let size = { width: 0, height: 0 };
  let density = 1;
  let view: TileView | null = null;
  let tone = PLAIN;
  let words: Parameters<TileViewer["describe"]>[0] | null = null;
  let waiting = 0;

  const draw = () => {
    waiting = 0;
    if (context === null || view === null) return;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    const level = pickLevel(image, view, density);
    const shownView = alignToScreen(view, size, density);
    // Squares where a pixel has many of the screen's: what was measured is seen, and not what lies between.
    context.imageSmoothingEnabled = view.scale * density < 4;
    const wanted = [];
    // Coarser ones lie below, until the finer ones have come.
    for (let each = image.levels.length - 1; each >= level; each--) {
      const tiles = listTiles(image, shownView, each, size);
      for (const tile of tiles) {
        const shown = store.find(tile, tone);
        if (shown !== null) context.drawImage(shown, tile.left, tile.top, tile.width, tile.height);
      }
      if (each === level || each === image.levels.length - 1) wanted.unshift(...tiles);
    }
    store.want(wanted);
    if (words !== null) {
      const { enlarged } = words.palette;
      context.scale(enlarged, enlarged);
      const frame = inLargerPixels({ left: 0, top: 0, ...size }, enlarged);
      drawScaleBar(context, { ...words, frame, scale: view.scale / words.pixel / enlarged });
    }
  };
  const schedule = () => {
    if (waiting === 0) waiting = requestAnimationFrame(draw);
  };
  const store = makeTileStore({ load, setTone, onLoaded: schedule, onFault });
  const show = (next: TileView) => {
    view = keepView(next, image, size);
    onView(view);
    schedule();
  };
  const follow = (change: Move) => {
    if (view !== null) show(change(view));
  };
  const act = (change: Move) => {
    follow(change);
    onMove(change);
  };
  const resize = () => {
    const from = size;
    size = { width: host.clientWidth, height: host.clientHeight };
    density = Math.min(window.devicePixelRatio, MOST_DENSITY);
    canvas.width = Math.round(size.width * density);
    canvas.height = Math.round(size.height * density);
    // Where it has no room, as on a tab that is not shown, it waits with what it showed.
    if (size.width > 0 && size.height > 0) {
      show(view === null || from.width === 0 ? fitView(image, size) : refitView(view, image, { from, to: size }));
    }
    draw();
  };
  const observer = new ResizeObserver(resize);
  observer.observe(host);

  let drag: { x: number; y: number } | null = null;
  const down = (event: PointerEvent) => {
    if (event.button > 1) return;
    host.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent) => {
    if (drag === null) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    act((now) => panBy(now, dx, dy));
    drag = { x: event.clientX, y: event.clientY };
  };
  const up = () => {
    drag = null;
  };
  const wheel = (event: WheelEvent) => {
    // Without a key the page scrolls, until the image has the focus.
    if (!event.ctrlKey && document.activeElement !== host) return;
    event.preventDefault();
    const box = host.getBoundingClientRect();
    const from = { x: event.clientX - box.left - size.width / 2, y: event.clientY - box.top - size.height / 2 };
    act((now) => zoomBy(now, Math.exp(-WHEEL_STEP * event.deltaY), from));
  };
  host.addEventListener("pointerdown", down);
  host.addEventListener("pointermove", move);
  host.addEventListener("pointerup", up);
  host.addEventListener("pointercancel", up);
  host.addEventListener("wheel", wheel, { passive: false });

  return {
    move: act,
    follow,
    showWhole: () => show(fitView(image, size)),
    setTone(next) {
      tone = next;
      schedule();
    },
    again: () => store.again(),
    describe(next) {
      words = next;
      schedule();
    },
    dispose() {
      cancelAnimationFrame(waiting);
      observer.disconnect();
      store.dispose();
      host.removeEventListener("pointerdown", down);
      host.removeEventListener("pointermove", move);
      host.removeEventListener("pointerup", up);
      host.removeEventListener("pointercancel", up);
      host.removeEventListener("wheel", wheel);
      canvas.remove();
    },
  };
}

function setTone(bitmap: ImageBitmap, tone: Tone): CanvasImageSource {
  if (tone.contrast === 1 && tone.gamma === 1) return bitmap;
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return bitmap;
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const curve = toneCurve(tone);
  const { data } = pixels;
  for (let i = 0; i < data.length; i += 4) {
    data[i] = curve[data[i] as number] as number;
    data[i + 1] = curve[data[i + 1] as number] as number;
    data[i + 2] = curve[data[i + 2] as number] as number;
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}
