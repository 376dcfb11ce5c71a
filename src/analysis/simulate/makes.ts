/** Fictitious makes of firearm. Firearms of one make share class characteristics and the texture that its tools leave. */
import type {
  BREECH_FACE_CLASSES,
  FIRING_PIN_APERTURES,
  FIRING_PIN_CLASSES,
  TWIST_DIRECTIONS,
} from "../../domain/vocabulary.ts";

export interface SimulatedMake {
  readonly name: string;
  /** Fixes everything that firearms of this make share. */
  readonly seed: number;
  readonly breechFaceClass: (typeof BREECH_FACE_CLASSES)[number];
  readonly firingPinClass: (typeof FIRING_PIN_CLASSES)[number];
  readonly firingPinAperture: (typeof FIRING_PIN_APERTURES)[number];
  readonly twistDirection: (typeof TWIST_DIRECTIONS)[number];
  readonly numberOfLands: number;
  /** Longest wavelength of the class texture, metres: the feed of the mill, the grain of the blast. */
  readonly classWavelength: number;
  /** Root mean square height of the texture that all firearms of the make share, metres. */
  readonly classHeight: number;
  /** Root mean square height of the texture of the single firearm, metres. */
  readonly individualHeight: number;
}

const SHARED = { firingPinAperture: "Circular", numberOfLands: 6 } as const;

/**
 * Heights follow levelled 9 mm breech faces, whose band of 16-250 um has an rms of 0.6 to 1 um on the primer. The class
 * part is 40-60 % of the individual one: two firearms of a make then correlate up to 0.25 where both are well
 * marked, which is what makes class similarity a real difficulty, and stays below what one firearm repeats.
 */
export const SIMULATED_MAKES: readonly SimulatedMake[] = [
  {
    ...SHARED,
    name: "Calabash",
    seed: 101,
    breechFaceClass: "Parallel",
    firingPinClass: "Hemispherical",
    twistDirection: "Right",
    classWavelength: 200e-6,
    classHeight: 0.6e-6,
    individualHeight: 1.1e-6,
  },
  {
    ...SHARED,
    name: "Guaiacum",
    seed: 102,
    breechFaceClass: "Granular",
    firingPinClass: "Hemispherical",
    twistDirection: "Right",
    classWavelength: 120e-6,
    classHeight: 0.4e-6,
    individualHeight: 1.1e-6,
  },
  {
    ...SHARED,
    name: "Mahoe",
    seed: 103,
    breechFaceClass: "Arched",
    firingPinClass: "Circular",
    twistDirection: "Right",
    classWavelength: 240e-6,
    classHeight: 0.6e-6,
    individualHeight: 1.2e-6,
  },
  {
    ...SHARED,
    name: "Poui",
    seed: 104,
    breechFaceClass: "Crosshatch",
    firingPinClass: "Elliptical",
    firingPinAperture: "Rectangular/Square",
    twistDirection: "Left",
    classWavelength: 160e-6,
    classHeight: 0.5e-6,
    individualHeight: 1.0e-6,
  },
  {
    ...SHARED,
    name: "Samaan",
    seed: 105,
    breechFaceClass: "Smooth",
    firingPinClass: "Hemispherical",
    twistDirection: "Right",
    classWavelength: 250e-6,
    classHeight: 0.2e-6,
    individualHeight: 1.0e-6,
  },
];

/** Makes that no seed draws, for what the common ones do not show: faces turned on a lathe, in rings about the bore's axis. */
export const RARE_MAKES: readonly SimulatedMake[] = [
  {
    ...SHARED,
    name: "Lignum",
    seed: 106,
    breechFaceClass: "Circular",
    firingPinClass: "Hemispherical",
    twistDirection: "Right",
    classWavelength: 200e-6,
    classHeight: 0.6e-6,
    individualHeight: 1.1e-6,
  },
];
