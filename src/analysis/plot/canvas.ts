/** An RGBA picture and the few strokes that the plots need, with anti-aliased edges. Coordinates are pixels. */

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Row-major, four bytes a pixel, always opaque. */
  readonly rgba: Uint8Array;
}

/** Red, green, blue, each 0..255. */
export type Colour = readonly [red: number, green: number, blue: number];

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function createCanvas(width: number, height: number, background: Colour): Canvas {
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < rgba.length; i += 4) {
    rgba.set(background, i);
    rgba[i + 3] = 255;
  }
  return { width, height, rgba };
}

/** Lays a colour on one pixel; `opacity` 0..1. Pixels outside the picture are ignored. */
export function blendPixel(canvas: Canvas, x: number, y: number, colour: Colour, opacity: number): void {
  if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) return;
  const at = (y * canvas.width + x) * 4;
  for (let channel = 0; channel < 3; channel++) {
    const under = canvas.rgba[at + channel];
    canvas.rgba[at + channel] = Math.round(under + (colour[channel] - under) * opacity);
  }
}

export function fillRectangle(canvas: Canvas, area: Rectangle, colour: Colour, opacity = 1): void {
  const right = Math.round(area.x + area.width);
  const bottom = Math.round(area.y + area.height);
  for (let y = Math.round(area.y); y < bottom; y++) {
    for (let x = Math.round(area.x); x < right; x++) blendPixel(canvas, x, y, colour, opacity);
  }
}

/**
 * Strokes polylines with a round pen of the given thickness. Where strokes cross, the pen does not darken twice. Nothing
 * is drawn outside `clip`.
 */
export function strokeLines(
  canvas: Canvas,
  lines: readonly (readonly Point[])[],
  pen: { colour: Colour; thickness: number; opacity?: number; clip?: Rectangle },
): void {
  const { colour, thickness, opacity = 1 } = pen;
  const clip = pen.clip ?? { x: 0, y: 0, width: canvas.width, height: canvas.height };
  const reach = thickness / 2 + 1;
  const coverage = new Map<number, number>();
  for (const line of lines) {
    for (let i = 0; i < Math.max(1, line.length - 1); i++) {
      const from = line[i];
      const to = line[Math.min(i + 1, line.length - 1)];
      const left = Math.max(Math.ceil(clip.x), Math.floor(Math.min(from.x, to.x) - reach));
      const right = Math.min(Math.floor(clip.x + clip.width) - 1, Math.ceil(Math.max(from.x, to.x) + reach));
      const top = Math.max(Math.ceil(clip.y), Math.floor(Math.min(from.y, to.y) - reach));
      const bottom = Math.min(Math.floor(clip.y + clip.height) - 1, Math.ceil(Math.max(from.y, to.y) + reach));
      for (let y = top; y <= bottom; y++) {
        for (let x = left; x <= right; x++) {
          const inked = Math.min(1, thickness / 2 + 0.5 - measureDistance(x + 0.5, y + 0.5, from, to));
          if (inked <= 0) continue;
          const at = y * canvas.width + x;
          if (inked > (coverage.get(at) ?? 0)) coverage.set(at, inked);
        }
      }
    }
  }
  for (const [at, inked] of coverage) {
    blendPixel(canvas, at % canvas.width, Math.floor(at / canvas.width), colour, inked * opacity);
  }
}

/** Distance of a point from the segment between two others. */
function measureDistance(x: number, y: number, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / length)) : 0;
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
}

/** The four corners of a rectangle and the first again, for `strokeLines`. */
export function outlineRectangle({ x, y, width, height }: Rectangle): Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
    { x, y },
  ];
}
