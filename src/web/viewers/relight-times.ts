/** What a measurement of the moving light gives; apart from it, so that programs outside a browser can read it. */
export interface RelightTimes {
  /** Milliseconds from one finished frame to the next. */
  readonly frames: readonly number[];
  /** The share of them with all points of the window; others had half of them each way, because frames came late. */
  readonly whole: number;
  /** Milliseconds until both marks were first drawn: slopes, textures, shaders. */
  readonly first: number;
  /** Who drew: the graphics card by WebGL, or the processor. */
  readonly drawnBy: "graphics" | "processor";
}
