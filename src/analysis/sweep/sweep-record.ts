/** What is kept of a mark so that it can be laid on any other in well under a millisecond. */
import { isAreal } from "../compare/image-views.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import type { Kernels } from "../kernels/kernels.ts";
import { type Placed, placeTurned } from "./place-turned.ts";
import { buildProfileSweepRecord } from "./profile-sweep.ts";
import { readMarkWaves } from "./read-mark-waves.ts";
import { listSpectrumPlaces } from "./spectrum-places.ts";
import { chooseArealSweep, MASK_RATIO, MASK_SIDE, SIDE } from "./sweep-method.ts";

export interface ArealSweepRecord {
  readonly kind: "areal";
  /** Metres between points of the registration's grid: records of two pitches are of two regions. */
  readonly pitch: number;
  /** Square metres of data. */
  readonly area: number;
  /** Of one step of the spectrum's numbers. */
  readonly spectrumStep: number;
  /** Real and imaginary part in turn, at `listSpectrumPlaces`. */
  readonly spectrum: Int8Array;
  /** Of one step of the speckle's numbers. */
  readonly speckleStep: number;
  /** All real parts, ring by ring, then all imaginary parts. */
  readonly speckle: Int8Array;
  /** `MASK_SIDE` points a side, share of each that has data in 255ths. */
  readonly mask: Uint8Array;
}

export interface ProfileSweepRecord {
  readonly kind: "profile";
  /** The search's input: 384 samples of 5 um, in steps of 4/127 root mean squares; -128 where missing. */
  readonly samples: Int8Array;
}

export type SweepRecord = ArealSweepRecord | ProfileSweepRecord;

/** Values beyond so many root mean squares are cut: one in 15,000 of normal ones. */
const WIDEST = 4;

/**
 * Makes the record of a mark: its band-passed waves, all equally strong, as a spectrum at the coarse pitch; the speckle of its
 * power spectrum; and a coarse mask. @throws RibinError NOT_COMPARABLE where the mark holds too little to be registered.
 */
export function buildSweepRecord(kernels: Kernels, mark: PreparedMark): SweepRecord {
  if (!isAreal(mark)) return buildProfileSweepRecord(mark);
  const waves = readMarkWaves(kernels, mark);
  const { pitch } = chooseArealSweep(mark.region);
  return kernels.scope(() => {
    const values = kernels.take(waves.values.length);
    const place = (source: Float32Array, size: number, placed: Omit<Placed, "values">): Float32Array => {
      values.set(source);
      const target = kernels.take(size * size);
      placeTurned(kernels, { ...placed, values }, 0, target, size);
      return target;
    };
    const re = place(waves.values, SIDE, { pitch: waves.pitch, targetPitch: pitch });
    const im = kernels.take(SIDE * SIDE).fill(0);
    kernels.forward({ re, im }, SIDE);
    const { places } = listSpectrumPlaces();
    const spectrum = new Float32Array(2 * places.length);
    for (let i = 0; i < places.length; i++) {
      spectrum[2 * i] = re[places[i]];
      spectrum[2 * i + 1] = im[places[i]];
    }
    const mask = place(waves.mask, MASK_SIDE, { pitch: waves.pitch, targetPitch: pitch * MASK_RATIO });
    const speckle = new Float32Array(2 * waves.speckle.re.length);
    speckle.set(waves.speckle.re);
    speckle.set(waves.speckle.im, waves.speckle.re.length);
    const [spectrumStep, spectrumNumbers] = quantise(spectrum);
    const [speckleStep, speckleNumbers] = quantise(speckle);
    return {
      kind: "areal",
      pitch,
      area: waves.area,
      spectrumStep,
      spectrum: spectrumNumbers,
      speckleStep,
      speckle: speckleNumbers,
      mask: Uint8Array.from(mask, (share) => Math.max(0, Math.min(255, Math.round(255 * share)))),
    };
  });
}

/** Numbers of -127 to 127 and the value of one step. */
function quantise(values: Float32Array): [number, Int8Array] {
  let squares = 0;
  for (const value of values) squares += value * value;
  const step = (WIDEST * Math.sqrt(squares / Math.max(1, values.length))) / 127;
  const limit = (value: number) => Math.max(-127, Math.min(127, Math.round(value / step)));
  return [step, Int8Array.from(values, step > 0 ? limit : () => 0)];
}
