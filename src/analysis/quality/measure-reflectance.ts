import type { Surface } from "../surface.ts";

/** What an image shows of itself, before any comparison. Grey values and shares 0..1. */
export interface ReflectanceFigures {
  readonly points: number;
  readonly shareMissing: number;
  /** Pixels at full white: highlights whose marks are gone. */
  readonly shareWhite: number;
  /** Pixels at full black. */
  readonly shareBlack: number;
  /** From the 5th to the 95th percentile of grey. */
  readonly contrast: number;
  /** Standard deviation of pixel-to-pixel noise, from second differences. */
  readonly noise: number;
}

const LEVELS = 1024;
const WHITE = 254.5 / 255;
const BLACK = 0.5 / 255;
const SECOND_DIFFERENCE_GAIN = Math.sqrt(6);
const MAD_TO_SIGMA = 1.4826;

/** The nearest level of a value 0..1; what lies outside counts as the end of the range. */
function toLevel(value: number): number {
  if (value <= 0) return 0;
  return value >= 1 ? LEVELS - 1 : (value * (LEVELS - 1) + 0.5) | 0;
}

/** The level below which `share` of the counts lie, 0..1. */
function findQuantile(histogram: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let level = 0; level < histogram.length; level++) {
    seen += histogram[level];
    if (seen >= total * share) return level / (histogram.length - 1);
  }
  return 1;
}

/** Measures an image. Works in time linear in its pixels. */
export function measureReflectance({ width, height, values }: Surface): ReflectanceFigures {
  const greys = new Uint32Array(LEVELS);
  const leaps = new Uint32Array(LEVELS);
  let points = 0;
  let white = 0;
  let black = 0;
  let leapCount = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const value = values[i];
      if (value - value !== 0) continue;
      points += 1;
      if (value >= WHITE) white += 1;
      if (value <= BLACK) black += 1;
      greys[toLevel(value)] += 1;
      if (x === 0 || x === width - 1) continue;
      const leap = values[i - 1] - 2 * value + values[i + 1];
      if (leap - leap !== 0) continue;
      leapCount += 1;
      leaps[toLevel(leap < 0 ? -leap : leap)] += 1;
    }
  }
  const share = (count: number): number => (points === 0 ? 0 : count / points);
  return {
    points,
    shareMissing: 1 - points / (width * height),
    shareWhite: share(white),
    shareBlack: share(black),
    contrast: findQuantile(greys, points, 0.95) - findQuantile(greys, points, 0.05),
    noise: (findQuantile(leaps, leapCount, 0.5) * MAD_TO_SIGMA) / SECOND_DIFFERENCE_GAIN,
  };
}
