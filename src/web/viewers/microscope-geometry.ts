/** Places on a mark and on the screen. The frame is A's: lengths about its grid's centre, x to the right and y down. */
import type { Point } from "./mark-surface.ts";

/** Moves B's own places into the frame: turned about its centre, then shifted. */
export interface Pose {
  readonly angle: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/** What a window shows: the place in its middle, pixels a length, and how far the stage is turned. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly angle: number;
}

/** A rectangle of the canvas, in CSS pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The same rectangle in pixels that are so many times as large. */
export function inLargerPixels({ left, top, width, height }: Frame, times: number): Frame {
  return { left: left / times, top: top / times, width: width / times, height: height / times };
}

export const IDENTITY: Pose = { angle: 0, shiftX: 0, shiftY: 0 };

export function turn({ x, y }: Point, angle: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: cos * x - sin * y, y: sin * x + cos * y };
}

export function applyPose(pose: Pose, point: Point): Point {
  const turned = turn(point, pose.angle);
  return { x: turned.x + pose.shiftX, y: turned.y + pose.shiftY };
}

/** From the frame to B's own places. */
export function undoPose(pose: Pose, { x, y }: Point): Point {
  return turn({ x: x - pose.shiftX, y: y - pose.shiftY }, -pose.angle);
}

export function toScreen(view: View, window: Frame, { x, y }: Point): Point {
  const turned = turn({ x: x - view.x, y: y - view.y }, view.angle);
  return {
    x: window.left + window.width / 2 + turned.x * view.scale,
    y: window.top + window.height / 2 + turned.y * view.scale,
  };
}

export function fromScreen(view: View, window: Frame, { x, y }: Point): Point {
  const offset = { x: x - window.left - window.width / 2, y: y - window.top - window.height / 2 };
  const turned = turn(offset, -view.angle);
  return { x: view.x + turned.x / view.scale, y: view.y + turned.y / view.scale };
}

export interface TextureGrid {
  readonly width: number;
  readonly height: number;
  readonly increment: number;
}

/** What holds A and B as it is laid on A. A mark is round or lies as A does, so that turning it about its middle asks for no more room. */
export function boundBoth(a: TextureGrid, b: TextureGrid, pose: Pose) {
  const [ax, ay] = [(a.width * a.increment) / 2, (a.height * a.increment) / 2];
  const [bx, by] = [(b.width * b.increment) / 2, (b.height * b.increment) / 2];
  const [left, right] = [Math.min(-ax, pose.shiftX - bx), Math.max(ax, pose.shiftX + bx)];
  const [top, bottom] = [Math.min(-ay, pose.shiftY - by), Math.max(ay, pose.shiftY + by)];
  return { middle: { x: (left + right) / 2, y: (top + bottom) / 2 }, width: right - left, height: bottom - top };
}

/** Column-major 3x3: from a window's clip coordinates (-1 to 1, y up) to a texture's (0 to 1, row 0 first). */
export function clipToTexture(view: View, window: Frame, pose: Pose, grid: TextureGrid): Float32Array {
  const place = (x: number, y: number): Point => {
    const turned = turn({ x: (x * window.width) / 2, y: (-y * window.height) / 2 }, -view.angle);
    const own = undoPose(pose, { x: view.x + turned.x / view.scale, y: view.y + turned.y / view.scale });
    return {
      x: (own.x / grid.increment + grid.width / 2) / grid.width,
      y: (own.y / grid.increment + grid.height / 2) / grid.height,
    };
  };
  const [middle, right, up] = [place(0, 0), place(1, 0), place(0, 1)];
  return new Float32Array([
    right.x - middle.x,
    right.y - middle.y,
    0,
    up.x - middle.x,
    up.y - middle.y,
    0,
    middle.x,
    middle.y,
    1,
  ]);
}

/** A length that is easy to read and at most so many pixels long: 1, 2 or 5 times a power of ten. */
export function pickBarLength(scale: number, mostPixels: number): number {
  const most = mostPixels / scale;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
}
