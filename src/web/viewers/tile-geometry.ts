/** Where an image's tiles lie on the screen, and which of them are needed. */
import { clamp } from "./clamp.ts";
export interface TileLevels {
  readonly tileSize: number;
  /** Level 0 is the whole image. */
  readonly levels: readonly { readonly width: number; readonly height: number }[];
}

/** The pixel of the image in the middle of the window, and the points of the screen that one pixel has. */
export interface TileView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface TilePlace {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export interface TileBox extends TilePlace {
  /** On the screen. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const MOST_SCALE = 16;
const LEAST_OF_WHOLE = 0.5;

/** All of the image, in the middle. */
export function fitView({ levels }: TileLevels, window: Size): TileView {
  const whole = levels[0] ?? { width: 1, height: 1 };
  const scale = 0.98 * Math.min(window.width / whole.width, window.height / whole.height);
  return { x: whole.width / 2, y: whole.height / 2, scale };
}

/** The middle stays on the image, and the image neither vanishes nor becomes a few squares. */
export function keepView(view: TileView, image: TileLevels, window: Size): TileView {
  const whole = image.levels[0] ?? { width: 1, height: 1 };
  const least = LEAST_OF_WHOLE * fitView(image, window).scale;
  return {
    x: clamp(view.x, 0, whole.width),
    y: clamp(view.y, 0, whole.height),
    scale: clamp(view.scale, Math.min(least, 1), MOST_SCALE),
  };
}

/** In a window of another size: what showed the whole image shows it still, and what was looked at closely stays in the middle, as large. */
export function refitView(view: TileView, image: TileLevels, { from, to }: { from: Size; to: Size }): TileView {
  const whole = keepView(fitView(image, from), image, from);
  const wasWhole = view.x === whole.x && view.y === whole.y && view.scale === whole.scale;
  return keepView(wasWhole ? fitView(image, to) : view, image, to);
}

/** By points of the screen; the image follows the hand. */
export const panBy = (view: TileView, dx: number, dy: number): TileView => ({
  ...view,
  x: view.x - dx / view.scale,
  y: view.y - dy / view.scale,
});

/** About a place of the window, measured from its middle. */
export function zoomBy(view: TileView, factor: number, from = { x: 0, y: 0 }): TileView {
  const scale = view.scale * factor;
  return {
    scale,
    x: view.x + from.x / view.scale - from.x / scale,
    y: view.y + from.y / view.scale - from.y / scale,
  };
}

/** The same view with the image's pixels upon those of the screen: where each has one at least, none is drawn over two. */
export function alignToScreen(view: TileView, window: Size, density: number): TileView {
  if (view.scale * density < 1) return view;
  const align = (middle: number, half: number) =>
    (half - Math.round((half - middle * view.scale) * density) / density) / view.scale;
  return { ...view, x: align(view.x, window.width / 2), y: align(view.y, window.height / 2) };
}

/** The coarsest level that still has a pixel for each of the screen's. */
export function pickLevel({ levels }: TileLevels, view: TileView, density: number): number {
  const level = Math.floor(Math.log2(1 / (view.scale * density)) + 1e-9);
  return clamp(level, 0, levels.length - 1);
}

/** The tiles of a level that lie in the window, those nearest to its middle first. */
export function listTiles(image: TileLevels, view: TileView, level: number, window: Size): readonly TileBox[] {
  const [whole, size] = [image.levels[0], image.levels[level]];
  if (whole === undefined || size === undefined) return [];
  const { tileSize } = image;
  // A level is rounded down to whole pixels, so it has a scale of its own each way.
  const [scaleX, scaleY] = [(view.scale * whole.width) / size.width, (view.scale * whole.height) / size.height];
  const left = window.width / 2 - view.x * view.scale;
  const top = window.height / 2 - view.y * view.scale;
  const range = (start: number, scale: number, shown: number, pixels: number) => {
    const last = Math.ceil(pixels / tileSize) - 1;
    const first = Math.max(0, Math.floor(-start / (scale * tileSize)));
    return [first, Math.min(last, Math.floor((shown - start) / (scale * tileSize)))] as const;
  };
  const [fromColumn, toColumn] = range(left, scaleX, window.width, size.width);
  const [fromRow, toRow] = range(top, scaleY, window.height, size.height);
  const boxes: TileBox[] = [];
  for (let row = fromRow; row <= toRow; row++) {
    for (let column = fromColumn; column <= toColumn; column++) {
      boxes.push({
        level,
        column,
        row,
        left: left + column * tileSize * scaleX,
        top: top + row * tileSize * scaleY,
        width: Math.min(tileSize, size.width - column * tileSize) * scaleX,
        height: Math.min(tileSize, size.height - row * tileSize) * scaleY,
      });
    }
  }
  const far = (box: TileBox) =>
    Math.hypot(box.left + box.width / 2 - window.width / 2, box.top + box.height / 2 - window.height / 2);
  return boxes.sort((one, other) => far(one) - far(other));
}
