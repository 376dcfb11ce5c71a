/** The descriptor's input for areal marks (breech face, firing pin impression): a coarse map and where it has data. */
import { RibinError } from "../../domain/errors.ts";
import { resampleSurface } from "../filter/resample-surface.ts";
import type { Surface } from "../surface.ts";
import type { DescriptorInput } from "./descriptor-input.ts";

/** Goes up with every change that moves a number of the input, the mark's preparation apart; models name the one they were made for. */
export const AREAL_INPUT_VERSION = "1.0.0";

/** Points a side. At 37.5 um a map of 5.4 mm: the widest primer (5.33 mm) fits at any rotation. */
export const AREAL_SIDE = 144;
export const AREAL_DIMS: readonly number[] = [1, 2, AREAL_SIDE, AREAL_SIDE];

/**
 * Metres between points. The breech-face descriptor reads waves of 125 to 330 um, for which 37.5 um is ample; a firing
 * pin impression is half as wide with detail half as long, so that the same model reads it at half the pitch.
 */
const BREECH_FACE_PITCH = 37.5e-6;
const FIRING_PIN_PITCH = BREECH_FACE_PITCH / 2;

/** Fewer points than this are no mark: .28 square millimetres of a breech face. */
const LEAST_POINTS = 200;
/** Values beyond this many root mean squares are pits and burrs. */
const CLIP = 4;

/** First and last row and column with data. */
function findExtent(surface: Surface) {
  const extent = { left: surface.width, right: -1, top: surface.height, bottom: -1, count: 0, squares: 0 };
  for (let y = 0, i = 0; y < surface.height; y++) {
    for (let x = 0; x < surface.width; x++, i++) {
      const value = surface.values[i];
      if (Number.isNaN(value)) continue;
      extent.left = Math.min(extent.left, x);
      extent.right = Math.max(extent.right, x);
      extent.top = Math.min(extent.top, y);
      extent.bottom = y;
      extent.count++;
      extent.squares += value * value;
    }
  }
  return extent;
}

/**
 * Builds [1, 2, 144, 144]: channel 0 the values of root mean square 1, clipped at 4, 0 where missing; channel 1 is 1 where
 * there is data. The mark's extent lies in the middle; what is wider than the map is cut. Throws NOT_COMPARABLE when the
 * mark has hardly any data or no relief.
 */
export function buildArealInput(surface: Surface, region: "BreechFace" | "FiringPinImpression"): DescriptorInput {
  const coarse = resampleSurface(surface, region === "BreechFace" ? BREECH_FACE_PITCH : FIRING_PIN_PITCH);
  const extent = findExtent(coarse);
  const rms = Math.sqrt(extent.squares / Math.max(1, extent.count));
  if (extent.count < LEAST_POINTS || !(rms > 0))
    throw new RibinError("NOT_COMPARABLE", "The mark holds too little data to be described for the search.");
  const offsetX = Math.floor((extent.left + extent.right + 1 - AREAL_SIDE) / 2);
  const offsetY = Math.floor((extent.top + extent.bottom + 1 - AREAL_SIDE) / 2);
  const plane = AREAL_SIDE * AREAL_SIDE;
  const data = new Float32Array(2 * plane);
  for (let row = 0, i = 0; row < AREAL_SIDE; row++) {
    const y = row + offsetY;
    for (let column = 0; column < AREAL_SIDE; column++, i++) {
      const x = column + offsetX;
      if (x < 0 || y < 0 || x >= coarse.width || y >= coarse.height) continue;
      const value = coarse.values[y * coarse.width + x];
      if (Number.isNaN(value)) continue;
      data[i] = Math.max(-CLIP, Math.min(CLIP, value / rms));
      data[plane + i] = 1;
    }
  }
  return { data, dims: AREAL_DIMS };
}
