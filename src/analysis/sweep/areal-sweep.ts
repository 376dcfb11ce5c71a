/** Areal marks in the second net: the turn from the power spectra, then every shift at the most likely turns. */
import type { ArealMark } from "../compare/image-views.ts";
import type { ComplexPlane, Kernels } from "../kernels/kernels.ts";
import { createTurnTables, findSpeckleTurns, TABLE_LENGTH, type TurnPeak } from "./compare-speckle.ts";
import { placeTurned } from "./place-turned.ts";
import { type MarkWaves, readMarkWaves } from "./read-mark-waves.ts";
import { listSpectrumPlaces } from "./spectrum-places.ts";
import {
  chooseArealSweep,
  HARMONICS,
  MASK_RATIO,
  MASK_SIDE,
  REACH,
  RINGS,
  SIDE,
  TRIED_TURNS,
  TURNS,
} from "./sweep-method.ts";
import type { ArealSweepRecord } from "./sweep-record.ts";
import type { SweepScore } from "./sweep-score.ts";

const POINTS = SIDE * SIDE;
const MASK_POINTS = MASK_SIDE * MASK_SIDE;
/** Overlaps below this share of the smaller mark say nothing, and below the second one they count as that. */
const LEAST_OVERLAP = 0.06;
const FULL_WEIGHT_OVERLAP = 0.15;
/** Sum over the points of a mark of two marks' noise of rms 1, over the root of the points: what the band leaves of them. */
const CHANCE = 22e-6 / 37.5e-6;
/** Standard deviations of the registration that one of the spectra is worth. */
const SPECTRUM_WEIGHT = 1.5;

const COLUMNS = { first: -REACH - 1, count: 4 * Math.ceil((2 * REACH + 3) / 4) };
const MASK_REACH = Math.min(MASK_SIDE / 2 - 2, Math.ceil(REACH / MASK_RATIO) + 1);
const MASK_COLUMNS = { first: -MASK_REACH - 1, count: 4 * Math.ceil((2 * MASK_REACH + 3) / 4) };

/** What stays in the memory of the kernels: both planes of each turn, those of their masks, room for a candidate's spectrum, and the speckle. */
const SPECKLE_LENGTH = 2 * RINGS * HARMONICS;
const HELD = 2 * TURNS * (POINTS + MASK_POINTS) + 2 * POINTS + TABLE_LENGTH + SPECKLE_LENGTH;
const MASKS_FROM = 2 * TURNS * POINTS;
const SPECTRUM_FROM = MASKS_FROM + 2 * TURNS * MASK_POINTS;
const TABLES_FROM = SPECTRUM_FROM + 2 * POINTS;
const SPECKLE_FROM = TABLES_FROM + TABLE_LENGTH;

/**
 * Readies a mark at `TURNS` turns, each with its half-turn as imaginary part: two for one transform. The returned function lays a record on
 * it; null for a record of another pitch.
 * @throws RibinError NOT_COMPARABLE where the mark holds too little to be registered
 */
export function createArealSweep(kernels: Kernels, mark: ArealMark): (record: ArealSweepRecord) => SweepScore | null {
  const waves = readMarkWaves(kernels, mark);
  const { pitch } = chooseArealSweep(mark.region);
  const turned = turnWaves(kernels, waves, pitch);
  turned.set(createTurnTables(), TABLES_FROM);
  turned.set(waves.speckle.re, SPECKLE_FROM);
  turned.set(waves.speckle.im, SPECKLE_FROM + RINGS * HARMONICS);
  return (record) => {
    if (Math.abs(record.pitch - pitch) > 1e-3 * pitch) return null;
    const block = kernels.hold("sweep", turned, HELD, (memory) => memory.set(turned));
    if (block === null) throw new RangeError("The query of a sweep is larger than what the kernels hold.");
    const leastArea = Math.min(record.area, waves.area) / (pitch * pitch);
    return kernels.scope(() => registerRecord(kernels, block, record, leastArea));
  };
}

/** `leastArea` is that of the smaller mark, in points of the registration's grid. */
function registerRecord(
  kernels: Kernels,
  block: Float32Array,
  record: ArealSweepRecord,
  leastArea: number,
): SweepScore {
  const spectrum = pickPlane(block, SPECTRUM_FROM, POINTS);
  spreadSpectrum(record, spectrum);
  const mask = takePlane(kernels, MASK_POINTS);
  for (let i = 0; i < MASK_POINTS; i++) mask.re[i] = record.mask[i] / 255;
  mask.im.fill(0);
  kernels.forward(mask, MASK_SIDE);
  const map = takePlane(kernels, POINTS);
  const overlap = takePlane(kernels, MASK_POINTS);
  const peaks = kernels.take(3 * (2 * REACH + 1) ** 2);
  const least = LEAST_OVERLAP * leastArea;
  const full = FULL_WEIGHT_OVERLAP * leastArea;

  let best: SweepScore = { score: 0, registration: 0, spectrum: 0, angle: 0 };
  const tryMap = (values: Float32Array, common: Float32Array, { turn, value }: TurnPeak, half: number): void => {
    const bonus = SPECTRUM_WEIGHT * value;
    // What is not above this could not win even at the least overlap.
    const floor = Math.max(0, best.score - bonus) * CHANCE * Math.sqrt(full);
    const count = kernels.findLagPeaks(values, SIDE, COLUMNS.count, REACH, floor, peaks);
    for (let i = 0; i < 3 * count; i += 3) {
      const points = MASK_RATIO ** 2 * readOverlap(common, peaks[i] / MASK_RATIO, peaks[i + 1] / MASK_RATIO);
      if (points < least) continue;
      const registration = peaks[i + 2] / (CHANCE * Math.sqrt(Math.max(points, full)));
      if (registration + bonus <= best.score) continue;
      const angle = (Math.PI * turn) / TURNS + half * Math.PI;
      best = { score: registration + bonus, registration, spectrum: value, angle };
    }
  };
  const tables = block.subarray(TABLES_FROM, SPECKLE_FROM);
  const speckle = block.subarray(SPECKLE_FROM, SPECKLE_FROM + SPECKLE_LENGTH);
  for (const peak of findSpeckleTurns(kernels, speckle, tables, record.speckle, TRIED_TURNS)) {
    kernels.correlate(map, pickPlane(block, 2 * peak.turn * POINTS, POINTS), spectrum, SIDE, COLUMNS);
    const masks = pickPlane(block, MASKS_FROM + 2 * peak.turn * MASK_POINTS, MASK_POINTS);
    kernels.correlate(overlap, masks, mask, MASK_SIDE, MASK_COLUMNS);
    tryMap(map.re, overlap.re, peak, 0);
    tryMap(map.im, overlap.im, peak, 1);
  }
  return best;
}

/** Each kept wave and the one that mirrors it; all others of the plane stay zero. */
function spreadSpectrum({ spectrum, spectrumStep }: ArealSweepRecord, { re, im }: ComplexPlane): void {
  const { places, mirrors } = listSpectrumPlaces();
  for (let i = 0; i < places.length; i++) {
    const real = spectrum[2 * i] * spectrumStep;
    const imaginary = spectrum[2 * i + 1] * spectrumStep;
    re[places[i]] = real;
    im[places[i]] = imaginary;
    re[mirrors[i]] = real;
    im[mirrors[i]] = -imaginary;
  }
}

/** Of the coarse map of common points, between its points. */
function readOverlap(map: Float32Array, lagX: number, lagY: number): number {
  const x = Math.floor(lagX);
  const y = Math.floor(lagY);
  const right = lagX - x;
  const down = lagY - y;
  const column = x + MASK_REACH + 1;
  const upper = ((y + MASK_SIDE) % MASK_SIDE) * MASK_COLUMNS.count + column;
  const lower = ((y + 1 + MASK_SIDE) % MASK_SIDE) * MASK_COLUMNS.count + column;
  return (
    (map[upper] * (1 - right) + map[upper + 1] * right) * (1 - down) +
    (map[lower] * (1 - right) + map[lower + 1] * right) * down
  );
}

/** The held block as ordinary memory, from which it is copied when another query had its place. */
function turnWaves(kernels: Kernels, waves: MarkWaves, targetPitch: number): Float32Array {
  const block = new Float32Array(HELD);
  kernels.scope(() => {
    const values = kernels.take(waves.values.length);
    const plane = takePlane(kernels, POINTS);
    const turn = (source: Float32Array, from: number, side: number, pitch: number): void => {
      values.set(source);
      const points = side * side;
      const own = { re: plane.re.subarray(0, points), im: plane.im.subarray(0, points) };
      for (let k = 0; k < TURNS; k++) {
        const angle = (Math.PI * k) / TURNS;
        const placed = { values, pitch: waves.pitch, targetPitch: pitch };
        placeTurned(kernels, placed, angle, own.re, side);
        placeTurned(kernels, placed, angle + Math.PI, own.im, side);
        kernels.forward(own, side);
        block.set(own.re, from + 2 * k * points);
        block.set(own.im, from + (2 * k + 1) * points);
      }
    };
    turn(waves.values, 0, SIDE, targetPitch);
    turn(waves.mask, MASKS_FROM, MASK_SIDE, targetPitch * MASK_RATIO);
  });
  return block;
}

function pickPlane(block: Float32Array, from: number, points: number): ComplexPlane {
  return { re: block.subarray(from, from + points), im: block.subarray(from + points, from + 2 * points) };
}

function takePlane(kernels: Kernels, points: number): ComplexPlane {
  return { re: kernels.take(points), im: kernels.take(points) };
}
