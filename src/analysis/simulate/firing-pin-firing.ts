/** A topography of the impression that a firing pin leaves in a primer, as an instrument would deliver it. */
import { createRandom } from "../random.ts";
import type { Surface } from "../surface.ts";
import type { SimulatedFiringPin } from "./firing-pin.ts";
import { createNoiseGrid, sampleField } from "./noise-field.ts";

export interface FiringPinFiringOptions {
  /** Metres between points, 1.5 to 3.5 um in practice; default 2.5 um. */
  readonly pitch?: number;
  /** Radians by which the pin's texture lies turned in the scan; default random over the full circle. */
  readonly rotation?: number;
}

/** Metres. */
const INSTRUMENT_NOISE = 0.08e-6;
const PRIMER_ROUGHNESS = 0.35e-6;
const OUTLIER_HEIGHT = 12e-6;
const OUTLIER_SHARE = 4e-4;
/** Points missing in patches and singly; on the flanks half of the light is lost. */
const PATCH_THRESHOLD = 2.3;
const POINT_SHARE = 0.003;
const FLANK_LOSS = 0.5;
/** Metres. The flank between the pin's end and the primer's face: its height, and its width. */
const FLANK_HEIGHT = 90e-6;
const FLANK_WIDTH = 60e-6;
const BORDER = 0.15e-3;
/** The slide tears the case away while the pin still stands in it: from this share of the pin's length on the texture is smeared. */
const DRAG_FROM = 0.6;

/**
 * Fires once. Heights in metres, NaN beyond the impression and where data is missing. A point p of the pin's frame lies at
 * `R(rotation) * p + shift` from the scan's centre. The same pin, seed and options give the same bytes.
 */
export function simulateFiringPinFiring(
  pin: SimulatedFiringPin,
  firingSeed: number,
  options: FiringPinFiringOptions = {},
): Surface {
  const random = createRandom(pin.seed * 1_000_003 + firingSeed * 31 + 7);
  const pitch = options.pitch ?? 2.5e-6;
  const drawn = 2 * Math.PI * random.uniform() - Math.PI;
  const rotation = options.rotation ?? drawn;
  const shiftX = 60e-6 * (2 * random.uniform() - 1);
  const shiftY = 60e-6 * (2 * random.uniform() - 1);
  // Soft primers and weak springs: the pin's end goes in deeper or less deep, and not quite straight.
  const depth = 0.18e-3 + 0.1e-3 * random.uniform();
  const tiltX = 0.03 * (2 * random.uniform() - 1);
  const tiltY = 0.03 * (2 * random.uniform() - 1);
  const dragAngle = 2 * Math.PI * random.uniform();
  const drag = 40e-6 * random.uniform();
  const size = 2 * Math.ceil((pin.halfLength + FLANK_WIDTH + BORDER) / pitch);
  const own = createNoiseGrid(random, size, size, pitch, { shortest: 8e-6, longest: 128e-6, hurst: 0.4 });
  const patches = createNoiseGrid(random, size, size, pitch, { shortest: 30e-6, longest: 120e-6 });

  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  const values = new Float32Array(size * size).fill(Number.NaN);
  for (let row = 0, i = 0; row < size; row++) {
    const y = (row - (size - 1) / 2) * pitch - shiftY;
    for (let column = 0; column < size; column++, i++) {
      const x = (column - (size - 1) / 2) * pitch - shiftX;
      const u = cos * x + sin * y;
      const v = cos * y - sin * x;
      const end = shapeEnd(pin, u, v);
      if (end.beyond > FLANK_WIDTH) continue;
      if (end.beyond > 0 && random.uniform() < FLANK_LOSS) continue;
      if (patches[i] > PATCH_THRESHOLD || random.uniform() < POINT_SHARE) continue;
      const along = (u * Math.cos(dragAngle) + v * Math.sin(dragAngle)) / pin.halfWidth;
      // Dragged metal repeats one line of the texture along the drag.
      const back = Math.max(0, along - DRAG_FROM) * pin.halfWidth;
      const texture = sampleField(pin.texture, u - back * Math.cos(dragAngle), v - back * Math.sin(dragAngle));
      values[i] =
        end.height -
        depth +
        texture +
        drag * Math.max(0, along - DRAG_FROM) ** 2 +
        PRIMER_ROUGHNESS * own[i] +
        tiltX * x +
        tiltY * y +
        (Math.max(0, end.beyond) / FLANK_WIDTH) * FLANK_HEIGHT +
        INSTRUMENT_NOISE * random.normal() +
        (random.uniform() < OUTLIER_SHARE ? OUTLIER_HEIGHT * random.normal() : 0);
    }
  }
  return { width: size, height: size, incrementX: pitch, incrementY: pitch, values, kind: "topography" };
}

/** Height of the pin's end over its foremost point, and metres that a place lies beyond its border (negative within). */
function shapeEnd(pin: SimulatedFiringPin, u: number, v: number): { height: number; beyond: number } {
  const { shape, halfLength, halfWidth } = pin;
  if (shape === "Rectangular") {
    // A chisel's end: flat along its length, a blunt roof across it.
    const beyond = Math.max(Math.abs(u) - halfLength, Math.abs(v) - halfWidth);
    const across = Math.min(Math.abs(v), halfWidth) / halfWidth;
    return { height: 45e-6 * across ** 2 * (1.4 - 0.4 * across), beyond };
  }
  const share = Math.hypot(u / halfLength, v / halfWidth);
  const inner = Math.min(share, 1);
  // Rounded by a radius a third larger than the pin's own: the end is a part of a sphere (or an ellipsoid).
  const bend = 1.35;
  const height = halfWidth * bend * (1 - Math.sqrt(1 - (inner / bend) ** 2));
  return { height, beyond: (share - 1) * halfWidth };
}
