/** Areal marks in the second net: the turn from the power spectra, then every shift at the most likely turns. */
import type { ArealMark } from "../compare/image-views.ts";
import type { ComplexPlane, Kernels } from "../kernels/kernels.ts";
import { findSpeckleTurns, type TurnPeak } from "./compare-speckle.ts";
import { placeTurned } from "./place-turned.ts";
import { type MarkWaves, readMarkWaves } from "./read-mark-waves.ts";
import { findMirror, listSpectrumPlaces } from "./spectrum-places.ts";
import { chooseArealSweep, MASK_RATIO, MASK_SIDE, REACH, SIDE, TRIED_TURNS, TURNS } from "./sweep-method.ts";
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

interface Turned {
  readonly planes: readonly ComplexPlane[];
  readonly masks: readonly ComplexPlane[];
}

/**
 * Readies a mark at `TURNS` turns (each with its half-turn as imaginary part: two for one transform) in the memory of `kernels`,
 * where it stays until the scope ends. The returned function lays a record on it; null for a record of another pitch.
 * @throws RibinError NOT_COMPARABLE where the mark holds too little to be registered
 */
export function createArealSweep(kernels: Kernels, mark: ArealMark): (record: ArealSweepRecord) => SweepScore | null {
  const waves = readMarkWaves(kernels, mark);
  const { pitch } = chooseArealSweep(mark.region);
  const turned = turnWaves(kernels, waves, pitch);
  const speckle = new Float32Array(2 * waves.speckle.re.length);
  speckle.set(waves.speckle.re);
  speckle.set(waves.speckle.im, waves.speckle.re.length);
  const places = listSpectrumPlaces();
  const mirrors = places.map(findMirror);
  const spectrum = takePlane(kernels, POINTS);
  spectrum.re.fill(0);
  spectrum.im.fill(0);
  const map = takePlane(kernels, POINTS);
  const mask = takePlane(kernels, MASK_POINTS);
  const overlap = takePlane(kernels, MASK_POINTS);
  const peaks = kernels.take(3 * (2 * REACH + 1) ** 2);

  const load = (record: ArealSweepRecord): void => {
    const { spectrum: numbers, spectrumStep } = record;
    for (let i = 0; i < places.length; i++) {
      const re = numbers[2 * i] * spectrumStep;
      const im = numbers[2 * i + 1] * spectrumStep;
      spectrum.re[places[i]] = re;
      spectrum.im[places[i]] = im;
      spectrum.re[mirrors[i]] = re;
      spectrum.im[mirrors[i]] = -im;
    }
    for (let i = 0; i < MASK_POINTS; i++) mask.re[i] = record.mask[i] / 255;
    mask.im.fill(0);
    kernels.forward(mask, MASK_SIDE);
  };

  return (record) => {
    if (Math.abs(record.pitch - pitch) > 1e-3 * pitch) return null;
    load(record);
    const leastArea = Math.min(record.area, waves.area);
    // Points of the registration's grid.
    const least = (LEAST_OVERLAP * leastArea) / (pitch * pitch);
    const full = (FULL_WEIGHT_OVERLAP * leastArea) / (pitch * pitch);
    let best: SweepScore = { score: 0, registration: 0, spectrum: 0, angle: 0 };
    const tryMap = (values: Float32Array, common: Float32Array, { turn, value }: TurnPeak, half: number): void => {
      const bonus = SPECTRUM_WEIGHT * value;
      // What is not above this could not win at the least overlap that counts.
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
    for (const peak of findSpeckleTurns(speckle, record.speckle, TRIED_TURNS)) {
      kernels.correlate(map, turned.planes[peak.turn], spectrum, SIDE, COLUMNS);
      kernels.correlate(overlap, turned.masks[peak.turn], mask, MASK_SIDE, MASK_COLUMNS);
      tryMap(map.re, overlap.re, peak, 0);
      tryMap(map.im, overlap.im, peak, 1);
    }
    return best;
  };
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

function turnWaves(kernels: Kernels, waves: MarkWaves, pitch: number): Turned {
  // Taken first: what is taken for the making of them is given back.
  const planes = Array.from({ length: TURNS }, () => takePlane(kernels, POINTS));
  const masks = Array.from({ length: TURNS }, () => takePlane(kernels, MASK_POINTS));
  kernels.scope(() => {
    const values = kernels.take(waves.values.length);
    const turn = (source: Float32Array, targets: readonly ComplexPlane[], size: number, targetPitch: number): void => {
      values.set(source);
      for (const [k, plane] of targets.entries()) {
        const angle = (Math.PI * k) / TURNS;
        const placed = { values, pitch: waves.pitch, targetPitch };
        placeTurned(kernels, placed, angle, plane.re, size);
        placeTurned(kernels, placed, angle + Math.PI, plane.im, size);
        kernels.forward(plane, size);
      }
    };
    turn(waves.values, planes, SIDE, pitch);
    turn(waves.mask, masks, MASK_SIDE, pitch * MASK_RATIO);
  });
  return { planes, masks };
}

function takePlane(kernels: Kernels, points: number): ComplexPlane {
  return { re: kernels.take(points), im: kernels.take(points) };
}
