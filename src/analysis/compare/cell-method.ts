import type { RegistrationSettings } from "../register/register-marks.ts";

/** All lengths and angles of a congruent-cells method, and where they come from. Metres and radians. */
export interface CellMethod {
  readonly method: string;
  readonly methodVersion: string;
  readonly preparation: string;
  readonly preparationVersion: string;
  /** Band that is kept, and the pitch of the prepared mark. */
  readonly shortestWave: number;
  readonly longestWave: number;
  readonly pitch: number;
  /** Rim of the data that is left out after filtering. */
  readonly rim: number;
  readonly registration: RegistrationSettings;
  /** Side of a square cell, and the least share of it that must have data. */
  readonly cellSize: number;
  readonly leastFill: number;
  /** How far around the registered place a cell is sought, each way. */
  readonly searchReach: number;
  /** Angles about the expected one at which it is sought; an even number. */
  readonly searchTurns: readonly number[];
  /** Places kept for each cell, best first. */
  readonly placesPerCell: number;
  /** A place is congruent within these of the common pose, and above this correlation. */
  readonly shiftTolerance: number;
  readonly angleTolerance: number;
  readonly leastCorrelation: number;
  /** Fewer cells than this say nothing, and less common area than this share of the smaller mark. */
  readonly leastCells: number;
  readonly leastOverlap: number;
  /** Agreement at other poses without cells that decide is refused, and without being clear lowers the score. */
  readonly refusesRings: boolean;
}

const DEGREE = Math.PI / 180;

/**
 * Breech faces. Band and cell side as NIST and NFI use them (16-250 um, 450 um, 35 % filled); a search of +-300 um because
 * +-200 um loses true pairs. Tolerances and the correlation were fitted on the Fadul study (largest variance ratio with
 * at most two cells in a different-source pair) and only reported on Weller's.
 */
export const BREECH_FACE_CELLS: CellMethod = {
  method: "breech-face-cells",
  methodVersion: "1.2.0",
  preparation: "breech-face-band-pass",
  preparationVersion: "1.1.0",
  shortestWave: 16e-6,
  longestWave: 250e-6,
  pitch: 12.5e-6,
  rim: 25e-6,
  registration: { angles: 120, reach: 2.2e-3, leastOverlap: 0.08, peaks: 24, modes: 3 },
  cellSize: 450e-6,
  leastFill: 0.35,
  searchReach: 300e-6,
  searchTurns: [-1.5 * DEGREE, 1.5 * DEGREE],
  placesPerCell: 3,
  shiftTolerance: 60e-6,
  angleTolerance: 5 * DEGREE,
  leastCorrelation: 0.45,
  leastCells: 3,
  leastOverlap: 0.2,
  refusesRings: true,
};

/**
 * Firing-pin impressions: the same method at 0.28 of the lengths (band 8-94 um, cells of 125 um, as NFI and Chen 2017 use), for
 * the impression is about as much smaller than the breech face. Pins are turned: rings are of their nature, and no reason to refuse.
 */
export const FIRING_PIN_CELLS: CellMethod = {
  ...BREECH_FACE_CELLS,
  method: "firing-pin-cells",
  preparation: "firing-pin-band-pass",
  shortestWave: 8e-6,
  longestWave: 94e-6,
  pitch: 3.5e-6,
  rim: 7e-6,
  registration: { ...BREECH_FACE_CELLS.registration, reach: 616e-6 },
  cellSize: 126e-6,
  searchReach: 84e-6,
  shiftTolerance: 17e-6,
  refusesRings: false,
};
