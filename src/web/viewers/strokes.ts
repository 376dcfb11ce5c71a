/** Lines and words that are seen on any ground. */
import type { Point } from "./mark-surface.ts";

export interface Palette {
  readonly ink: string;
  readonly ground: string;
  readonly a: string;
  readonly b: string;
  readonly chosen: string;
  /** Behind the marks, in a picture that leaves the page. */
  readonly backdrop: string;
  /** Lines on it. */
  readonly onStage: string;
  readonly font: string;
  /** How much larger than usual lines and words are drawn, as on a 4K monitor. */
  readonly enlarged: number;
}

type Context = CanvasRenderingContext2D;

export function trace(context: Context, points: readonly Point[], close = false): void {
  context.beginPath();
  for (const [i, { x, y }] of points.entries()) i === 0 ? context.moveTo(x, y) : context.lineTo(x, y);
  if (close) context.closePath();
}

/** A light line on a dark one: seen on any ground. */
export function strokeTwice(context: Context, colour: string, ground: string, width: number): void {
  context.lineWidth = width + 2;
  context.strokeStyle = ground;
  context.stroke();
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}

export function writeLabel(
  context: Context,
  palette: Palette,
  text: string,
  { x, y }: Point,
  colour = palette.ink,
): void {
  context.font = palette.font;
  const width = context.measureText(text).width + 10;
  context.globalAlpha = 0.88;
  context.fillStyle = palette.ground;
  context.beginPath();
  context.roundRect(x, y, width, 18, 3);
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = colour;
  context.textBaseline = "middle";
  context.fillText(text, x + 5, y + 9.5);
}
