/** The image of a whole case head: a simulated breech-face mark amid what surrounds it on a fired case. */

import { sampleBilinear } from "../../src/analysis/filter/warp-surface.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import type { SimulatedFirearm } from "../../src/analysis/simulate/firearm.ts";
import { createNoiseGrid } from "../../src/analysis/simulate/noise-field.ts";
import { renderReflectance } from "../../src/analysis/simulate/render-reflectance.ts";
import type { Surface } from "../../src/analysis/surface.ts";

/** Metres: radii about the head's middle, and where that lies from the image's. */
export const HEAD_IMAGE = {
  pit: 0.55e-3,
  aperture: 0.85e-3,
  flat: 1.85e-3,
  primer: 2.2225e-3,
  mouth: 2.3e-3,
  x: 0.1e-3,
  y: -0.06e-3,
};

/** Of the renderer's contrast: a real light is never as narrow. */
const CONTRAST = 0.6;

export interface HeadImageOptions {
  /** Micrometres per pixel; default 10. */
  readonly pixel?: number;
  /** Radians by which the case lies turned; default 0. */
  readonly rotation?: number;
  /** Direction of a light from one side, radians; a ring without it. */
  readonly azimuth?: number;
  /** Metres a pixel the image tells; default 1, as an image without a scale. */
  readonly increment?: number;
}

/** Grey 0..1; no point is missing. The same arguments give the same image. */
export function simulateHeadImage(firearm: SimulatedFirearm, firing: number, options: HeadImageOptions = {}): Surface {
  const { pixel = 10, rotation = 0, azimuth, increment = 1 } = options;
  const metres = pixel * 1e-6;
  const side = Math.round(5.6e-3 / metres);
  const mark = simulateBreechFaceFiring(firearm, firing, { rotation, shiftX: 0, shiftY: 0, contact: 0.9 });
  const light = azimuth === undefined ? { kind: "ring" as const } : { kind: "side" as const, azimuth };
  const lit = renderReflectance(mark, { ...light, noiseSeed: firing });
  const random = createRandom(firing);
  const grain = createNoiseGrid(random, side, side, metres, { shortest: 40e-6, longest: 200e-6 });
  const values = new Float32Array(side * side);
  for (let i = 0; i < values.length; i++) {
    const x = ((i % side) - (side - 1) / 2) * metres - HEAD_IMAGE.x;
    const y = (Math.floor(i / side) - (side - 1) / 2) * metres - HEAD_IMAGE.y;
    // How much a slope that falls off outwards faces the light: both ways under a side light, alike under a ring.
    const facing = azimuth === undefined ? -0.2 : Math.cos(Math.atan2(y, x) - azimuth);
    const grey = shadePart(Math.hypot(x, y), facing);
    const texture = grey === null ? readMark(x, y) : grey + 0.03 * grain[i];
    values[i] = Math.max(0, Math.min(1, texture + 0.01 * random.normal()));
  }
  return { width: side, height: side, incrementX: increment, incrementY: increment, values, kind: "reflectance" };

  function readMark(x: number, y: number): number {
    const column = x / lit.incrementX + (lit.width - 1) / 2;
    const row = y / lit.incrementY + (lit.height - 1) / 2;
    const value = sampleBilinear(lit, column, row);
    return Number.isNaN(value) ? 0.4 : 0.4 + CONTRAST * (value - 0.4);
  }
}

/** Grey of what is not the flat of the primer, null on it. */
function shadePart(radius: number, facing: number): number | null {
  if (radius < 0.4 * HEAD_IMAGE.pit) return 0.3;
  if (radius < HEAD_IMAGE.pit) return Math.max(0.02, 0.1 - 0.15 * facing);
  if (radius < HEAD_IMAGE.aperture) return 0.6;
  if (radius < HEAD_IMAGE.aperture + 0.04e-3) return 0.08;
  if (radius < HEAD_IMAGE.flat) return null;
  if (radius < HEAD_IMAGE.primer) return Math.max(0.04, 0.1 + 0.45 * facing);
  if (radius < HEAD_IMAGE.mouth) return 0.7;
  return 0.3;
}
