/** A whole case head as an instrument would see it, made of levels and noise; the places of its parts are known. */
import { createRandom } from "../../src/analysis/random.ts";
import { createNoiseGrid } from "../../src/analysis/simulate/noise-field.ts";
import type { Surface } from "../../src/analysis/surface.ts";

/** Metres: radii of the parts around the head's middle, and where that lies from the grid's centre. */
export const HEAD = {
  pin: 0.5e-3,
  aperture: 0.95e-3,
  flat: 1.7e-3,
  /** Where the primer's rounded edge becomes steeper than a breech face may be, with the slope's own blur. */
  slope: 1.9e-3,
  primer: 2.22e-3,
  gapEnd: 2.55e-3,
  x: 0.12e-3,
  y: -0.08e-3,
} as const;

export interface HeadOptions {
  readonly side?: number;
  readonly increment?: number;
  /** Metres a metre of tilt along x. */
  readonly tilt?: number;
  /** The gap is too deep and dark for the instrument. */
  readonly gapMissing?: boolean;
  /** Radians of the gap that a particle fills. */
  readonly bridge?: number;
  /** Metres that the aperture's metal stands up; 0 for none. */
  readonly flowBack?: number;
  /** Metres of depth of the firing-pin impression; 0 for none. */
  readonly depth?: number;
}

export function simulateHead(options: HeadOptions = {}): Surface {
  const { side = 300, increment = 20e-6, tilt = 0.01, bridge = 0, flowBack = 20e-6, depth = 150e-6 } = options;
  const noise = createNoiseGrid(createRandom(5), side, side, increment, { shortest: 60e-6, longest: 300e-6 });
  const values = new Float32Array(side * side);
  for (let i = 0; i < values.length; i++) {
    const x = ((i % side) - (side - 1) / 2) * increment - HEAD.x;
    const y = (Math.floor(i / side) - (side - 1) / 2) * increment - HEAD.y;
    const r = Math.hypot(x, y);
    const bridged = Math.abs(Math.atan2(y, x)) < bridge / 2;
    const inGap = r > 1.9e-3 && r < HEAD.gapEnd;
    values[i] = inGap && options.gapMissing === true ? Number.NaN : levelOf(r, bridged) + 1e-6 * noise[i] + tilt * x;
  }
  return { width: side, height: side, incrementX: increment, incrementY: increment, values, kind: "topography" };

  function levelOf(r: number, bridged: boolean): number {
    if (r < HEAD.pin) return flowBack - depth * (1 - (r / HEAD.pin) ** 4);
    if (r < HEAD.aperture) return flowBack;
    if (r < HEAD.flat) return 0;
    const bottom = bridged ? -20e-6 : -200e-6;
    if (r < HEAD.primer) return bottom * ((r - HEAD.flat) / (HEAD.primer - HEAD.flat)) ** 2;
    if (r < HEAD.gapEnd) return bottom + (30e-6 - bottom) * ((r - HEAD.primer) / (HEAD.gapEnd - HEAD.primer));
    return 30e-6;
  }
}
