/** A window onto a mark: maps metres of a frame to pixels of a picture, and paints reliefs into it. */
import { warpSurface } from "../filter/warp-surface.ts";
import { applyPose, type Pose, type Surface } from "../surface.ts";
import {
  blendPixel,
  type Canvas,
  type Colour,
  fillRectangle,
  outlineRectangle,
  type Point,
  type Rectangle,
  strokeLines,
} from "./canvas.ts";
import { INK, MARK_A, MARK_B, mixColours, PANEL, RULE, WHITE } from "./colours.ts";
import { drawText } from "./draw-text.ts";
import { shadeRelief } from "./shade-relief.ts";

/** A rectangle of metres in the frame of the first mark. */
export interface View {
  readonly centreX: number;
  readonly centreY: number;
  /** Metres per pixel. */
  readonly pitch: number;
}

/** Grey of full shadow and full light: never black or white, so that overlays stay readable. */
const SHADOW: Colour = [46, 50, 54];
const LIGHT: Colour = [238, 238, 234];

export const IDENTITY: Pose = { angle: 0, shiftX: 0, shiftY: 0 };

/** Metres of the frame to pixels of the picture. */
export function placePoint(area: Rectangle, view: View, x: number, y: number): Point {
  return {
    x: area.x + area.width / 2 + (x - view.centreX) / view.pitch,
    y: area.y + area.height / 2 + (y - view.centreY) / view.pitch,
  };
}

/** Corners, in the frame, of the box around a surface's data after `pose`; null when all is missing. */
export function findBounds(
  surface: Surface,
  pose: Pose,
): { left: number; right: number; top: number; bottom: number } | null {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let row = 0; row < surface.height; row++) {
    for (let column = 0; column < surface.width; column++) {
      if (Number.isNaN(surface.values[row * surface.width + column])) continue;
      const { x, y } = applyPose(
        pose,
        (column - (surface.width - 1) / 2) * surface.incrementX,
        (row - (surface.height - 1) / 2) * surface.incrementY,
      );
      bounds.left = Math.min(bounds.left, x);
      bounds.right = Math.max(bounds.right, x);
      bounds.top = Math.min(bounds.top, y);
      bounds.bottom = Math.max(bounds.bottom, y);
    }
  }
  return bounds.left <= bounds.right ? bounds : null;
}

/** The surface seen through the panel after `pose`: one point a pixel, NaN where there is nothing. */
export function resampleForPanel(surface: Surface, pose: Pose, area: Rectangle, view: View): Surface {
  const seen = { ...pose, shiftX: pose.shiftX - view.centreX, shiftY: pose.shiftY - view.centreY };
  return warpSurface(surface, seen, { width: area.width, height: area.height, increment: view.pitch });
}

export function drawFrame(canvas: Canvas, area: Rectangle): void {
  fillRectangle(canvas, area, PANEL);
  strokeLines(canvas, [outlineRectangle(area)], { colour: RULE, thickness: 1 });
}

/** Paints a relief in grey; nothing where the surface is missing. */
export function paintRelief(canvas: Canvas, area: Rectangle, seen: Surface): void {
  const shade = shadeRelief(seen);
  for (let i = 0; i < shade.length; i++) {
    if (Number.isNaN(shade[i])) continue;
    const x = area.x + (i % seen.width);
    const y = area.y + Math.floor(i / seen.width);
    blendPixel(canvas, x, y, mixColours(SHADOW, LIGHT, shade[i]), 1);
  }
}

/**
 * Paints two reliefs over each other: grey where both are lit alike, the colour of the brighter one where they differ,
 * a pale tint of its own colour where only one has data.
 */
export function paintOverlay(canvas: Canvas, area: Rectangle, a: Surface, b: Surface): void {
  const one = shadeRelief(a);
  const two = shadeRelief(b);
  for (let i = 0; i < one.length; i++) {
    const x = area.x + (i % a.width);
    const y = area.y + Math.floor(i / a.width);
    const hasA = !Number.isNaN(one[i]);
    const hasB = !Number.isNaN(two[i]);
    if (hasA && hasB) {
      const grey = mixColours(SHADOW, LIGHT, (one[i] + two[i]) / 2);
      const difference = one[i] - two[i];
      const share = Math.min(0.85, 1.1 * Math.max(0, Math.abs(difference) - 0.12));
      blendPixel(canvas, x, y, mixColours(grey, difference > 0 ? MARK_A : MARK_B, share), 1);
    } else if (hasA) blendPixel(canvas, x, y, mixColours(WHITE, MARK_A, 0.22 + 0.18 * one[i]), 1);
    else if (hasB) blendPixel(canvas, x, y, mixColours(WHITE, MARK_B, 0.22 + 0.18 * two[i]), 1);
  }
}

/** A bar of `length` metres in the lower left corner of a panel, with its words on a light ground. */
export function drawScaleBar(canvas: Canvas, area: Rectangle, view: View, length: number): void {
  const pixels = length / view.pitch;
  const x = area.x + 14;
  const y = area.y + area.height - 16;
  fillRectangle(canvas, { x: x - 6, y: y - 22, width: Math.max(pixels, 60) + 12, height: 30 }, WHITE, 0.82);
  strokeLines(
    canvas,
    [
      [
        { x, y },
        { x: x + pixels, y },
      ],
      [
        { x, y: y - 4 },
        { x, y: y + 4 },
      ],
      [
        { x: x + pixels, y: y - 4 },
        { x: x + pixels, y: y + 4 },
      ],
    ],
    { colour: INK, thickness: 2 },
  );
  drawText(canvas, `${Math.round(length * 1e6)} \u00b5m`, x + Math.max(pixels, 60) / 2, y - 8, {
    colour: INK,
    size: 10,
    align: "centre",
  });
}
