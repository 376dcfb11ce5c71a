/** What is to be drawn of two marks in a window, and what draws it: the graphics card (relief-renderer.ts) or the processor (relief-in-software.ts). */
import type { MarkSurface } from "./mark-surface.ts";
import type { Frame } from "./microscope-geometry.ts";
import type { SideName } from "./microscope-state.ts";
import type { Mix, Shade } from "./relief-shaders.ts";

export type Rgb = readonly [red: number, green: number, blue: number];

export interface Painting {
  readonly mix: Mix;
  readonly shade: Shade;
  /** Which mark `single` shows. */
  readonly shown: SideName;
  readonly toA: Float32Array;
  readonly toB: Float32Array;
  /** Radians: towards the light on the screen, and how far each mark is turned on it. */
  readonly light: { readonly azimuth: number; readonly elevation: number };
  readonly turned: { readonly a: number; readonly b: number };
  readonly split: readonly [number, number, number];
  /** Where there is no data: red, green and blue, 0 to 1. */
  readonly ground: Rgb;
  readonly relief: number;
  /** One over the width of the range of heights that the colours span. */
  readonly reach: number;
  readonly contrast: number;
  readonly gamma: number;
  readonly blend: number;
}

export interface ReliefRenderer {
  load(side: SideName, surface: MarkSurface): void;
  /** Clears all to the ground. */
  begin(ground: Rgb): void;
  /** `window` in the canvas's own pixels. */
  paint(window: Frame, painting: Painting): void;
  dispose(): void;
}
