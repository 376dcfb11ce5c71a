/** The plots' colours: calm, and told apart with any common colour blindness (blue against orange, dark against light). */
import type { Colour } from "./canvas.ts";

export const PAPER: Colour = [250, 250, 248];
export const PANEL: Colour = [232, 234, 236];
export const INK: Colour = [32, 40, 48];
export const FADED: Colour = [104, 114, 124];
export const RULE: Colour = [206, 210, 214];
export const WHITE: Colour = [255, 255, 255];
/** The two marks wherever they are laid over each other. */
export const MARK_A: Colour = [193, 96, 22];
export const MARK_B: Colour = [22, 94, 164];

/** Stops of the scale for correlations, dark blue to yellow; lightness rises evenly (after cividis, Nunez et al. 2018). */
const SCALE: readonly Colour[] = [
  [0, 52, 110],
  [64, 82, 108],
  [108, 110, 115],
  [152, 142, 118],
  [204, 178, 98],
  [255, 224, 66],
];

export function mixColours(from: Colour, to: Colour, share: number): Colour {
  const mix = (i: 0 | 1 | 2): number => Math.round(from[i] + (to[i] - from[i]) * share);
  return [mix(0), mix(1), mix(2)];
}

/** Colour of a share 0..1; values beyond are clipped. */
export function pickScaleColour(share: number): Colour {
  const at = Math.max(0, Math.min(1, share)) * (SCALE.length - 1);
  const stop = Math.min(SCALE.length - 2, Math.floor(at));
  return mixColours(SCALE[stop], SCALE[stop + 1], at - stop);
}
