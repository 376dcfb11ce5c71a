/** The relief of a breech face: the lines that its finishing leaves, and what is the single firearm's own. */
import { createRandom, type Random } from "../random.ts";
import type { SimulatedMake } from "./makes.ts";
import { createNoiseField, createNoiseProfile, type NoiseField, sampleProfile, standardise } from "./noise-field.ts";

/** Half the pitch of the finest wavelength (16 um) and less: nothing is lost when a firing reads the texture. */
const TEXTURE_PITCH = 6.25e-6;
/** 4.4 mm: the primer of a pistol cartridge is 4.45 mm wide, and a mark lies up to 0.3 mm off its centre. */
const TEXTURE_SIZE = 704;
/** The band in which breech faces are compared. */
const TEXTURE_BAND = { shortest: 16e-6, longest: 256e-6, hurst: 0.45 } as const;

/**
 * Texture of lines: a profile across them, read along straight or arched coordinates, its depth fading along the lines.
 * `random` decides the profile, `wear` how deep it is where.
 */
function createLineTexture(
  random: Random,
  wear: Random,
  wavelength: number,
  place: (x: number, y: number) => number,
): NoiseField {
  const profile = createNoiseProfile(random, TEXTURE_SIZE * 2, TEXTURE_PITCH, {
    shortest: 24e-6,
    longest: wavelength,
  });
  // Tool marks are not of even depth along their length: chips and wear, over about a millimetre.
  const depth = createNoiseField(wear, TEXTURE_SIZE, TEXTURE_PITCH, { shortest: 500e-6, longest: 1e-3 });
  const values = new Float32Array(TEXTURE_SIZE * TEXTURE_SIZE);
  for (let row = 0, i = 0; row < TEXTURE_SIZE; row++) {
    const y = (row - (TEXTURE_SIZE - 1) / 2) * TEXTURE_PITCH;
    for (let column = 0; column < TEXTURE_SIZE; column++, i++) {
      const x = (column - (TEXTURE_SIZE - 1) / 2) * TEXTURE_PITCH;
      values[i] = sampleProfile(profile, TEXTURE_PITCH, place(x, y)) * (1 + 0.4 * depth.values[i]);
    }
  }
  return { size: TEXTURE_SIZE, pitch: TEXTURE_PITCH, values: standardise(values) };
}

/** The texture that the make's way of finishing leaves, rms 1. `random` decides the lines, the make their course. */
function createClassTexture(random: Random, make: SimulatedMake, wear: Random = random): NoiseField {
  const wavelength = make.classWavelength;
  switch (make.breechFaceClass) {
    case "Parallel":
      return createLineTexture(random, wear, wavelength, (_, y) => y);
    case "Arched": {
      // An end mill passes over the face on a circle about 12 mm wide.
      const radius = 6e-3;
      return createLineTexture(random, wear, wavelength, (x, y) => Math.hypot(x, y + radius) - radius);
    }
    case "Circular":
      return createLineTexture(random, wear, wavelength, (x, y) => Math.hypot(x, y));
    case "Crosshatch": {
      const first = createLineTexture(random, wear, wavelength, (x, y) => (x + y) * Math.SQRT1_2);
      const second = createLineTexture(random, wear, wavelength, (x, y) => (x - y) * Math.SQRT1_2);
      return { ...first, values: standardise(first.values.map((value, i) => value + second.values[i])) };
    }
    case "Granular": {
      const field = createNoiseField(random, TEXTURE_SIZE, TEXTURE_PITCH, { shortest: 60e-6, longest: wavelength });
      // Blasted and eroded faces have sharp craters between blunt grains.
      return { ...field, values: standardise(field.values.map((value) => (value > 0 ? 0.6 * value : value))) };
    }
    default:
      return createNoiseField(random, TEXTURE_SIZE, TEXTURE_PITCH, { shortest: 120e-6, longest: wavelength });
  }
}

/**
 * Firearms made one after the other with one tool: all of a batch carry the same lines, each with its own wear and its own
 * fine relief (subclass characteristics; Nichols 2007).
 */
export interface SimulatedBatch {
  /** Fixes the tool's lines. */
  readonly seed: number;
  /** Share of the relief's variance that the tool left, 0..1; the rest is the single firearm's. */
  readonly share: number;
}

/** Heights in metres of the face of one firearm of a batch. */
export function createBatchFace(random: Random, make: SimulatedMake, batch: SimulatedBatch): NoiseField {
  const lines = createClassTexture(createRandom(make.seed * 65_537 + batch.seed), make, random);
  const fine = createNoiseField(random, TEXTURE_SIZE, TEXTURE_PITCH, TEXTURE_BAND);
  const shared = make.individualHeight * Math.sqrt(batch.share);
  const own = make.individualHeight * Math.sqrt(1 - batch.share);
  const values = lines.values.map((line, i) => shared * line + own * (fine.values[i] as number));
  return { size: TEXTURE_SIZE, pitch: TEXTURE_PITCH, values };
}

/** Heights in metres of the face of a firearm that shares only its make's way of finishing with others. */
export function createBreechFace(random: Random, make: SimulatedMake): NoiseField {
  const shared = createClassTexture(createRandom(make.seed), make);
  // The same way of finishing, other lines: consecutively made faces are cut by a tool that wears and chips.
  const lines = createClassTexture(random, make);
  const fine = createNoiseField(random, TEXTURE_SIZE, TEXTURE_PITCH, TEXTURE_BAND);
  const values = new Float32Array(TEXTURE_SIZE * TEXTURE_SIZE);
  // A third of the individual relief lies along the class's lines, the rest has no direction.
  const along = make.individualHeight * Math.sqrt(1 / 3);
  const across = make.individualHeight * Math.sqrt(2 / 3);
  for (let i = 0; i < values.length; i++) {
    values[i] = make.classHeight * shared.values[i] + along * lines.values[i] + across * fine.values[i];
  }
  return { size: TEXTURE_SIZE, pitch: TEXTURE_PITCH, values };
}
