/** The speckle of a power spectrum on rings: blind to where the mark lies; a turn of the mark shifts all rings alike. */
import { type ArealSweepMethod, FIRST_HARMONIC, HARMONICS, PLACES, RINGS } from "./sweep-method.ts";

/** Fourier coefficients along each ring, `HARMONICS` a ring from `FIRST_HARMONIC` on; each ring's energy is 1. */
export interface Speckle {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/** A single wave's power is at most so many times that of its neighbourhood: milling lines stand out of all speckle. */
const MOST = 6;

const waves = Array.from({ length: PLACES }, (_, i) => Math.cos((2 * Math.PI * i) / PLACES));
const QUARTER = PLACES / 4;

/**
 * Reads `power` (each value divided by its neighbourhood; `size` points a side, transposed, `step` waves per metre apart) on
 * rings over half the circle.
 */
export function readSpeckle(power: Float32Array, size: number, step: number, method: ArealSweepMethod): Speckle {
  const re = new Float32Array(RINGS * HARMONICS);
  const im = new Float32Array(RINGS * HARMONICS);
  const places = new Float32Array(PLACES);
  for (let ring = 0; ring < RINGS; ring++) {
    const frequency = method.firstRing + ((method.highest - method.firstRing) * ring) / (RINGS - 1);
    for (let place = 0; place < PLACES; place++) {
      const angle = ((place + 0.5) / PLACES) * Math.PI;
      const x = (frequency * Math.cos(angle)) / step;
      const y = (frequency * Math.sin(angle)) / step;
      places[place] = readPower(power, size, x, y);
    }
    analyseRing(places, re, im, ring * HARMONICS);
  }
  return { re, im };
}

function readPower(power: Float32Array, size: number, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const at = (c: number, r: number): number => Math.min(MOST, power[((c + size) % size) * size + ((r + size) % size)]);
  const right = x - column;
  const down = y - row;
  return (
    (at(column, row) * (1 - right) + at(column + 1, row) * right) * (1 - down) +
    (at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right) * down
  );
}

function analyseRing(places: Float32Array, re: Float32Array, im: Float32Array, start: number): void {
  let energy = 0;
  for (let k = 0; k < HARMONICS; k++) {
    let sumRe = 0;
    let sumIm = 0;
    for (let place = 0; place < PLACES; place++) {
      const turn = ((FIRST_HARMONIC + k) * place) % PLACES;
      sumRe += places[place] * waves[turn];
      sumIm -= places[place] * waves[(turn + 3 * QUARTER) % PLACES];
    }
    re[start + k] = sumRe;
    im[start + k] = sumIm;
    energy += sumRe * sumRe + sumIm * sumIm;
  }
  const scale = energy > 0 ? 1 / Math.sqrt(energy) : 0;
  for (let k = 0; k < HARMONICS; k++) {
    re[start + k] *= scale;
    im[start + k] *= scale;
  }
}
