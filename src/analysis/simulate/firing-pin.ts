/** A firing pin that exists only as numbers: the shape of its end and the texture that machining and wear left on it. */
import { createRandom, type Random } from "../random.ts";
import { createNoiseField, createNoiseProfile, type NoiseField, sampleProfile, standardise } from "./noise-field.ts";

export type FiringPinShape = "Hemispherical" | "Elliptical" | "Rectangular";

/** Half the pitch of the finest wavelength, over 1.9 mm: pins are up to 1.7 mm long. */
const TEXTURE_PITCH = 4e-6;
const TEXTURE_SIZE = 476;
/** The band in which firing pins are compared. */
const TEXTURE_BAND = { shortest: 8e-6, longest: 128e-6, hurst: 0.5 } as const;
/** Metres, root mean square: lathe or file marks of the pin, and the rest of its relief. */
const LINE_HEIGHT = 0.5e-6;
const RELIEF_HEIGHT = 0.7e-6;

export interface SimulatedFiringPin {
  readonly seed: number;
  readonly shape: FiringPinShape;
  /** Heights in metres over the pin's end. */
  readonly texture: NoiseField;
  /** Metres: half its length and half its width (for a round pin both its radius). */
  readonly halfLength: number;
  readonly halfWidth: number;
}

/** Marks of the tool that shaped the pin: rings of the lathe, or strokes of the file across a rectangular pin. */
function createLines(random: Random, shape: FiringPinShape): Float32Array {
  const profile = createNoiseProfile(random, TEXTURE_SIZE * 2, TEXTURE_PITCH, { shortest: 12e-6, longest: 96e-6 });
  const depth = createNoiseField(random, TEXTURE_SIZE, TEXTURE_PITCH, { shortest: 250e-6, longest: 500e-6 });
  const values = new Float32Array(TEXTURE_SIZE * TEXTURE_SIZE);
  for (let i = 0; i < values.length; i++) {
    const x = ((i % TEXTURE_SIZE) - (TEXTURE_SIZE - 1) / 2) * TEXTURE_PITCH;
    const y = (Math.floor(i / TEXTURE_SIZE) - (TEXTURE_SIZE - 1) / 2) * TEXTURE_PITCH;
    const place = shape === "Rectangular" ? x : Math.hypot(x, y);
    values[i] = sampleProfile(profile, TEXTURE_PITCH, place) * (1 + 0.5 * depth.values[i]);
  }
  return standardise(values);
}

/** The same seed and shape give the same pin. */
export function simulateFiringPin(seed: number, shape: FiringPinShape): SimulatedFiringPin {
  const random = createRandom(seed * 7919 + 13);
  const lines = createLines(random, shape);
  const relief = createNoiseField(random, TEXTURE_SIZE, TEXTURE_PITCH, TEXTURE_BAND);
  const values = lines.map((line, i) => LINE_HEIGHT * line + RELIEF_HEIGHT * relief.values[i]);
  const size = 1 + 0.1 * (2 * random.uniform() - 1);
  const half = { Hemispherical: [0.6e-3, 0.6e-3], Elliptical: [0.75e-3, 0.55e-3], Rectangular: [0.8e-3, 0.45e-3] }[
    shape
  ];
  return {
    seed,
    shape,
    texture: { size: TEXTURE_SIZE, pitch: TEXTURE_PITCH, values },
    halfLength: half[0] * size,
    halfWidth: half[1] * size,
  };
}
