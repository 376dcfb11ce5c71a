/**
 * A firearm that exists only as numbers: the texture of its breech face and the striae of its lands, both as they
 * appear on the metal they mark (the sign and the mirror of the impression are left out, for all firings alike).
 */
import { createRandom, type Random } from "../random.ts";
import { SIMULATED_MAKES, type SimulatedMake } from "./makes.ts";
import { createNoiseField, createNoiseProfile, type NoiseField, sampleProfile, standardise } from "./noise-field.ts";

/** Half the pitch of the finest wavelength (16 um) and less: nothing is lost when a firing reads the texture. */
const TEXTURE_PITCH = 6.25e-6;
/** 4.4 mm: the primer of a pistol cartridge is 4.45 mm wide, and a mark lies up to 0.3 mm off its centre. */
const TEXTURE_SIZE = 704;
/** The band in which breech faces are compared. */
const TEXTURE_BAND = { shortest: 16e-6, longest: 256e-6, hurst: 0.45 } as const;

/** Striae have finer detail than impressions and are compared between 5 and 250 um. */
const STRIA_PITCH = 1e-6;
const STRIA_BAND = { shortest: 6e-6, longest: 384e-6, hurst: 0.5 } as const;

export interface SimulatedLand {
  /** Heights of the striae across the land, rms 1, centred; metres between samples = `pitch`. */
  readonly striae: Float32Array;
  readonly pitch: number;
  /** Metres between the two groove shoulders. */
  readonly width: number;
}

export interface SimulatedFirearm {
  readonly seed: number;
  readonly make: SimulatedMake;
  /** Heights in metres over the breech face. */
  readonly breechFace: NoiseField;
  /** Metres; the hole through which the firing pin passes, and how far it lies off the bore's axis. */
  readonly apertureRadius: number;
  readonly apertureX: number;
  readonly apertureY: number;
  readonly lands: readonly SimulatedLand[];
}

/** Texture of lines: a profile across them, read along straight or arched coordinates, its depth fading along the lines. */
function createLineTexture(random: Random, wavelength: number, place: (x: number, y: number) => number): NoiseField {
  const profile = createNoiseProfile(random, TEXTURE_SIZE * 2, TEXTURE_PITCH, {
    shortest: 24e-6,
    longest: wavelength,
  });
  // Tool marks are not of even depth along their length: chips and wear, over about a millimetre.
  const depth = createNoiseField(random, TEXTURE_SIZE, TEXTURE_PITCH, { shortest: 500e-6, longest: 1e-3 });
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
function createClassTexture(random: Random, make: SimulatedMake): NoiseField {
  const wavelength = make.classWavelength;
  switch (make.breechFaceClass) {
    case "Parallel":
      return createLineTexture(random, wavelength, (_, y) => y);
    case "Arched": {
      // An end mill passes over the face on a circle about 12 mm wide.
      const radius = 6e-3;
      return createLineTexture(random, wavelength, (x, y) => Math.hypot(x, y + radius) - radius);
    }
    case "Crosshatch": {
      const first = createLineTexture(random, wavelength, (x, y) => (x + y) * Math.SQRT1_2);
      const second = createLineTexture(random, wavelength, (x, y) => (x - y) * Math.SQRT1_2);
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

function createBreechFace(random: Random, make: SimulatedMake): NoiseField {
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

function createLand(random: Random): SimulatedLand {
  // 9 mm, six lands: the circumference of 28 mm leaves lands of 1.3 to 1.6 mm.
  const width = 1.35e-3 + 0.2e-3 * random.uniform();
  return {
    striae: createNoiseProfile(random, 2400, STRIA_PITCH, STRIA_BAND),
    pitch: STRIA_PITCH,
    width,
  };
}

/**
 * Makes a firearm. The same seed and make give the same firearm; without a make the seed draws one.
 * `options.make` is a name of SIMULATED_MAKES; an unknown name is a RangeError.
 */
export function simulateFirearm(seed: number, options: { make?: string } = {}): SimulatedFirearm {
  const random = createRandom(seed);
  const drawn = SIMULATED_MAKES[random.integer(SIMULATED_MAKES.length)];
  const make = options.make === undefined ? drawn : SIMULATED_MAKES.find(({ name }) => name === options.make);
  if (!make) throw new RangeError(`no simulated make is named ${options.make}`);
  return {
    seed,
    make,
    breechFace: createBreechFace(random, make),
    // Marks of 9 mm pistols are crescents as often as rings: the unmarked part is wide and off centre.
    apertureRadius: 0.8e-3 + 0.3e-3 * random.uniform(),
    apertureX: 0.2e-3 * (2 * random.uniform() - 1),
    apertureY: 0.2e-3 * (2 * random.uniform() - 1),
    lands: Array.from({ length: make.numberOfLands }, () => createLand(random)),
  };
}
