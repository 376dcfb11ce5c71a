/** How rough prepared breech faces are: the power of their waves, as two families of 9 mm pistols show it. */

export interface GalleryTexture {
  readonly name: string;
  /** Power at the wavelengths of `RING_WAVES`, relative; waves between are interpolated on logarithmic scales. */
  readonly power: readonly number[];
  /** Spread (standard deviation) of a mark's power about that, in e-folds an octave of the wavelength. */
  readonly tilt: number;
  /** Spread of the share by which waves of one direction are stronger than those across it. */
  readonly direction: number;
  /** Third and fourth moment: how far summits outweigh pits, and extremes the rest. */
  readonly skew: number;
  readonly excess: number;
  /** Metres: the mark's outer radius and the aperture's, and how far that lies off the centre; mean and spread. */
  readonly outer: readonly [number, number];
  readonly aperture: readonly [number, number];
  readonly offset: readonly [number, number];
  /** How ragged the outlines are, as a share of the radius. */
  readonly ragged: number;
}

/** Metres; the middles of octave thirds across the band of breech faces, and what the filters leave beside it. */
export const RING_WAVES: readonly number[] = [500, 350, 275, 225, 180, 144, 114, 90, 72, 57, 45, 36, 29].map(
  (micrometres) => micrometres * 1e-6,
);

/**
 * Fitted until simulated marks show, through their masks, the mean power a ring of the prepared marks of two public studies of 9 mm
 * pistols (figures of the whole studies only: `npm run bench -- gallery --datasets DIR` prints both side by side).
 */
export const GALLERY_TEXTURES: readonly GalleryTexture[] = [
  {
    name: "coarse",
    power: [2.19, 6.7, 12.4, 16.3, 16.9, 14.5, 9.74, 4.84, 2.08, 0.848, 0.335, 0.126, 0.0712],
    tilt: 0.12,
    direction: 0.2,
    skew: 0.29,
    excess: 0.7,
    outer: [1.7e-3, 0.05e-3],
    aperture: [1.39e-3, 0.06e-3],
    offset: [0.28e-3, 0.07e-3],
    ragged: 0.006,
  },
  {
    name: "fine",
    power: [0.641, 1.99, 5.28, 11.5, 15, 18.4, 12.3, 5.74, 2.46, 0.846, 0.289, 0.0964, 0.0454],
    tilt: 0.05,
    direction: 0.1,
    skew: -0.1,
    excess: 0.3,
    outer: [1.77e-3, 0.05e-3],
    aperture: [1.33e-3, 0.07e-3],
    offset: [0.2e-3, 0.08e-3],
    ragged: 0.014,
  },
];
