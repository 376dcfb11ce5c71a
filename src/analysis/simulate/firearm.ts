/**
 * A firearm that exists only as numbers: the texture of its breech face and the striae of its lands, both as they
 * appear on the metal they mark (the sign and the mirror of the impression are left out, for all firings alike).
 */
import { createRandom, type Random } from "../random.ts";
import { createBatchFace, createBreechFace, type SimulatedBatch } from "./breech-face-texture.ts";
import { RARE_MAKES, SIMULATED_MAKES, type SimulatedMake } from "./makes.ts";
import { createNoiseProfile, type NoiseField } from "./noise-field.ts";

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

function createLand(random: Random, batch: SimulatedBatch | null, land: number): SimulatedLand {
  // 9 mm, six lands: the circumference of 28 mm leaves lands of 1.3 to 1.6 mm.
  const width = 1.35e-3 + 0.2e-3 * random.uniform();
  return {
    striae: createStriae(random, batch, land),
    pitch: STRIA_PITCH,
    width,
  };
}

/** A broach leaves broad striae in every barrel it cuts; the fine ones come and go with chips and wear. */
const BROACH_BAND = { shortest: 96e-6, longest: 240e-6, hurst: 0.5 } as const;

function createStriae(random: Random, batch: SimulatedBatch | null, land: number): Float32Array {
  if (batch === null) return createNoiseProfile(random, 2400, STRIA_PITCH, STRIA_BAND);
  const tool = createRandom(batch.seed * 257 + land + 0x62726f);
  const broach = createNoiseProfile(tool, 2400, STRIA_PITCH, BROACH_BAND);
  const fine = createNoiseProfile(random, 2400, STRIA_PITCH, { ...STRIA_BAND, longest: 96e-6 });
  const shared = Math.sqrt(batch.share);
  const rest = Math.sqrt(1 - batch.share);
  return broach.map((value, i) => shared * value + rest * (fine[i] as number));
}

/**
 * Makes a firearm. The same seed and make give the same firearm; without a make the seed draws one.
 * `options.make` is a name of SIMULATED_MAKES or RARE_MAKES; an unknown name is a RangeError. Firearms of one make and one
 * `options.batch` are made consecutively: they share the tool's marks on breech face and lands. `options.numberOfLands` overrides the make's.
 */
export function simulateFirearm(
  seed: number,
  options: { make?: string; batch?: SimulatedBatch; numberOfLands?: number } = {},
): SimulatedFirearm {
  const random = createRandom(seed);
  const drawn = SIMULATED_MAKES[random.integer(SIMULATED_MAKES.length)];
  const make =
    options.make === undefined ? drawn : [...SIMULATED_MAKES, ...RARE_MAKES].find(({ name }) => name === options.make);
  const batch = options.batch ?? null;
  if (!make) throw new RangeError(`no simulated make is named ${options.make}`);
  return {
    seed,
    make,
    breechFace: batch === null ? createBreechFace(random, make) : createBatchFace(random, make, batch),
    // Marks of 9 mm pistols are crescents as often as rings: the unmarked part is wide and off centre.
    apertureRadius: 0.8e-3 + 0.3e-3 * random.uniform(),
    apertureX: 0.2e-3 * (2 * random.uniform() - 1),
    apertureY: 0.2e-3 * (2 * random.uniform() - 1),
    lands: Array.from({ length: options.numberOfLands ?? make.numberOfLands }, (_, land) =>
      createLand(random, batch, land),
    ),
  };
}
