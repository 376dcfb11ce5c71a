/** Areal marks in the second net: the turn from the power spectra, then every shift at the most likely turns, folded first. */
import type { ArealMark } from "../compare/image-views.ts";
import type { ComplexPlane, Kernels } from "../kernels/kernels.ts";
import { findSpeckleTurns, type TurnPeak } from "./compare-speckle.ts";
import { foldGrid } from "./fold.ts";
import { fillHeldQuery, HELD_LENGTH, type HeldQuery, readHeldQuery } from "./held-query.ts";
import { readMarkWaves } from "./read-mark-waves.ts";
import { listFoldedPlaces, listSpectrumPlaces, type SpectrumPlaces } from "./spectrum-places.ts";
import {
  chooseArealSweep,
  FOLDED_LEAST,
  FOLDED_MASK_SIDE,
  FOLDED_SIDE,
  MASK_RATIO,
  MASK_SIDE,
  REACH,
  SIDE,
  TRIED_TURNS,
  TURNS,
} from "./sweep-method.ts";
import type { ArealSweepRecord } from "./sweep-record.ts";
import type { SweepScore } from "./sweep-score.ts";

/** Overlaps below this share of the smaller mark say nothing, and below the second one they count as that. */
const LEAST_OVERLAP = 0.06;
const FULL_WEIGHT_OVERLAP = 0.15;
/** Sum over the points of a mark of two marks' noise of rms 1, over the root of the points: what the band leaves of them. */
const CHANCE = 22e-6 / 37.5e-6;
/** Standard deviations of the registration that one of the spectra is worth. */
const SPECTRUM_WEIGHT = 1.5;

/** The best of so many shifts of chance alone reaches more: below it no peak is looked at. */
const LEAST_REGISTERED = 7;

const COLUMNS = { first: -REACH - 1, count: 4 * Math.ceil((2 * REACH + 3) / 4) };
const MASK_REACH = Math.min(MASK_SIDE / 2 - 2, Math.ceil(REACH / MASK_RATIO) + 1);
const MASK_COLUMNS = { first: -MASK_REACH - 1, count: 4 * Math.ceil((2 * MASK_REACH + 3) / 4) };
const FOLDED_COLUMNS = { first: 0, count: FOLDED_SIDE };
const FOLDED_MASK_COLUMNS = { first: 0, count: FOLDED_MASK_SIDE };

/** A turn of the query, or the one half a circle on, that may be the right one. */
interface Guess {
  readonly peak: TurnPeak;
  readonly half: 0 | 1;
}

/**
 * Readies a mark at `TURNS` turns, each with its half-turn as imaginary part: two for one transform. The returned function lays a record on
 * it; null for a record of another pitch.
 * @throws RibinError NOT_COMPARABLE where the mark holds too little to be registered
 */
export function createArealSweep(kernels: Kernels, mark: ArealMark): (record: ArealSweepRecord) => SweepScore | null {
  const waves = readMarkWaves(kernels, mark);
  const { pitch } = chooseArealSweep(mark.region);
  const filled = fillHeldQuery(kernels, waves, pitch);
  return (record) => {
    if (Math.abs(record.pitch - pitch) > 1e-3 * pitch) return null;
    const block = kernels.hold("sweep", filled, HELD_LENGTH, (memory) => memory.set(filled));
    if (block === null) throw new RangeError("The query of a sweep is larger than what the kernels hold.");
    const leastArea = Math.min(record.area, waves.area) / (pitch * pitch);
    return kernels.scope(() => scoreRecord(kernels, readHeldQuery(block), record, leastArea));
  };
}

/** `leastArea` is that of the smaller mark, in points of the registration's grid. */
function scoreRecord(kernels: Kernels, query: HeldQuery, record: ArealSweepRecord, leastArea: number): SweepScore {
  const turns = findSpeckleTurns(kernels, query.speckle, query.tables, record.speckle, TRIED_TURNS);
  const folded = lookFolded(kernels, query, record, turns, leastArea);
  if (folded.guesses.length === 0) return folded.best;
  return registerRecord(kernels, query, record, folded.guesses, leastArea) ?? folded.best;
}

/**
 * All turns on the folded grid, where the map and the common points of all places a period apart are summed. Those that reach
 * `FOLDED_LEAST`, and the best of all, which is what is known of the pair where none does.
 */
function lookFolded(
  kernels: Kernels,
  query: HeldQuery,
  record: ArealSweepRecord,
  turns: readonly TurnPeak[],
  leastArea: number,
): { readonly best: SweepScore; readonly guesses: readonly Guess[] } {
  const places = listFoldedPlaces();
  spreadSpectrum(record, places, places.indices, query.foldedSpectrum);
  const mask = takePlane(kernels, FOLDED_MASK_SIDE);
  foldGrid(record.mask, MASK_SIDE, mask.re);
  for (let i = 0; i < mask.re.length; i++) mask.re[i] /= 255;
  mask.im.fill(0);
  kernels.forward(mask, FOLDED_MASK_SIDE);
  const map = takePlane(kernels, FOLDED_SIDE);
  const overlap = takePlane(kernels, FOLDED_MASK_SIDE);
  const least = (FULL_WEIGHT_OVERLAP * leastArea) / MASK_RATIO ** 2;

  let best = NOTHING;
  const guesses: Guess[] = [];
  for (const peak of turns) {
    const bonus = SPECTRUM_WEIGHT * peak.value;
    kernels.correlate(map, query.pickFoldedWaves(peak.turn), query.foldedSpectrum, FOLDED_SIDE, FOLDED_COLUMNS);
    kernels.correlate(overlap, query.pickFoldedMask(peak.turn), mask, FOLDED_MASK_SIDE, FOLDED_MASK_COLUMNS);
    for (const half of [0, 1] as const) {
      const [values, common] = half === 0 ? [map.re, overlap.re] : [map.im, overlap.im];
      const ratio = kernels.findHighestRatio(values, common, FOLDED_SIDE, least);
      const registration = ratio / (CHANCE * MASK_RATIO);
      const score = registration + bonus;
      if (score >= FOLDED_LEAST) guesses.push({ peak, half });
      if (score > best.score) best = { score, registration, spectrum: peak.value, angle: findAngle({ peak, half }) };
    }
  }
  return { best, guesses };
}

const NOTHING: SweepScore = { score: 0, registration: 0, spectrum: 0, angle: 0 };

/** Every shift within `REACH` at each of the turns; null where nothing reaches `LEAST_REGISTERED`. */
function registerRecord(
  kernels: Kernels,
  query: HeldQuery,
  record: ArealSweepRecord,
  guesses: readonly Guess[],
  leastArea: number,
): SweepScore | null {
  spreadSpectrum(record, listSpectrumPlaces(), null, query.spectrum);
  const mask = takePlane(kernels, MASK_SIDE);
  for (let i = 0; i < mask.re.length; i++) mask.re[i] = record.mask[i] / 255;
  mask.im.fill(0);
  kernels.forward(mask, MASK_SIDE);
  const map = takePlane(kernels, SIDE);
  const overlap = takePlane(kernels, MASK_SIDE);
  const peaks = kernels.take(3 * (2 * REACH + 1) ** 2);
  const least = LEAST_OVERLAP * leastArea;
  const full = FULL_WEIGHT_OVERLAP * leastArea;

  let best: SweepScore = { ...NOTHING, score: LEAST_REGISTERED };
  let mapped = -1;
  for (const guess of guesses) {
    const { turn, value } = guess.peak;
    if (turn !== mapped) {
      kernels.correlate(map, query.pickWaves(turn), query.spectrum, SIDE, COLUMNS);
      kernels.correlate(overlap, query.pickMask(turn), mask, MASK_SIDE, MASK_COLUMNS);
      mapped = turn;
    }
    const [values, common] = guess.half === 0 ? [map.re, overlap.re] : [map.im, overlap.im];
    const bonus = SPECTRUM_WEIGHT * value;
    // What is not above this could not win even at the least overlap. Where nothing is, the folded look stands.
    const floor = Math.max(0, best.score - bonus) * CHANCE * Math.sqrt(full);
    const count = kernels.findLagPeaks(values, SIDE, COLUMNS.count, REACH, floor, peaks);
    for (let i = 0; i < 3 * count; i += 3) {
      const points = MASK_RATIO ** 2 * readOverlap(common, peaks[i] / MASK_RATIO, peaks[i + 1] / MASK_RATIO);
      if (points < least) continue;
      const registration = peaks[i + 2] / (CHANCE * Math.sqrt(Math.max(points, full)));
      if (registration + bonus <= best.score) continue;
      best = { score: registration + bonus, registration, spectrum: value, angle: findAngle(guess) };
    }
  }
  return best.registration === 0 ? null : best;
}

const findAngle = ({ peak, half }: Guess): number => (Math.PI * peak.turn) / TURNS + half * Math.PI;

/** Each kept wave and the one that mirrors it; all others of the plane stay zero. `indices`: which of the record's waves; null for all. */
function spreadSpectrum(
  { spectrum, spectrumStep }: ArealSweepRecord,
  { places, mirrors }: SpectrumPlaces,
  indices: Int32Array | null,
  { re, im }: ComplexPlane,
): void {
  for (let i = 0; i < places.length; i++) {
    const at = 2 * (indices === null ? i : indices[i]);
    const real = spectrum[at] * spectrumStep;
    const imaginary = spectrum[at + 1] * spectrumStep;
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

function takePlane(kernels: Kernels, side: number): ComplexPlane {
  return { re: kernels.take(side * side), im: kernels.take(side * side) };
}
