/** The descriptor's input for striated marks: the land's profile between its shoulders, and where it has data. */
import { RibinError } from "../../domain/errors.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import type { DescriptorInput } from "./descriptor-input.ts";

/** Goes up with every change that moves a number of the input, the mark's preparation apart; models name the one they were made for. */
export const PROFILE_INPUT_VERSION = "1.0.0";

/** Samples of 5 um: 1.92 mm, more than the widest land of the usual calibres. */
export const PROFILE_LENGTH = 384;
export const PROFILE_DIMS: readonly number[] = [1, 2, PROFILE_LENGTH];
const PROFILE_PITCH = 5e-6;

/** Metres. Width that is taken for a land where the image has no scale: that of a 9 mm bullet with six lands. */
const NOMINAL_LAND = 1.5e-3;
/** Shorter profiles are no land: a third of a millimetre. */
const LEAST_SAMPLES = 64;
const CLIP = 4;

/** Mean of the samples of `profile` from `start` to `end` (fractional indices), NaN where less than half has data. */
function averageBetween(profile: Float32Array, start: number, end: number): number {
  let sum = 0;
  let weight = 0;
  for (let i = Math.max(0, Math.floor(start)); i < Math.min(profile.length, Math.ceil(end)); i++) {
    if (Number.isNaN(profile[i])) continue;
    const share = Math.min(end, i + 1) - Math.max(start, i);
    sum += share * profile[i];
    weight += share;
  }
  return weight >= 0.5 * (end - start) ? sum / weight : Number.NaN;
}

/** Reads the profile at the model's pitch, the middle of its data in the middle. */
function resampleProfile(mark: PreparedMark, profile: Float32Array): Float32Array {
  const first = profile.findIndex((value) => !Number.isNaN(value));
  const last = profile.findLastIndex((value) => !Number.isNaN(value));
  if (first < 0) return new Float32Array(PROFILE_LENGTH).fill(Number.NaN);
  const pitch = mark.scaleKnown ? mark.surface.incrementX : NOMINAL_LAND / (last + 1 - first);
  const step = PROFILE_PITCH / pitch;
  const middle = (first + last + 1) / 2;
  return Float32Array.from({ length: PROFILE_LENGTH }, (_, i) => {
    const start = middle + (i - PROFILE_LENGTH / 2) * step;
    // A finer model pitch than the profile's has no samples to average: the one it falls on is repeated.
    return averageBetween(profile, start, start + step);
  });
}

/**
 * Builds [1, 2, 384]: channel 0 the profile, root mean square 1, clipped at 4, 0 where missing; channel 1 is 1 where there is data.
 * Both shoulders anchor it: the middle of the land lies in the middle. Throws NOT_COMPARABLE without striae to describe.
 */
export function buildProfileInput(mark: PreparedMark): DescriptorInput {
  const samples = resampleProfile(mark, mark.profile ?? new Float32Array(0));
  let count = 0;
  let squares = 0;
  for (const value of samples) {
    if (Number.isNaN(value)) continue;
    count++;
    squares += value * value;
  }
  const rms = Math.sqrt(squares / Math.max(1, count));
  if (count < LEAST_SAMPLES || !(rms > 0))
    throw new RibinError(
      "NOT_COMPARABLE",
      "No striae run through the land; there is nothing to describe for the search.",
    );
  const data = new Float32Array(2 * PROFILE_LENGTH);
  for (let i = 0; i < PROFILE_LENGTH; i++) {
    if (Number.isNaN(samples[i])) continue;
    data[i] = Math.max(-CLIP, Math.min(CLIP, samples[i] / rms));
    data[PROFILE_LENGTH + i] = 1;
  }
  return { data, dims: PROFILE_DIMS };
}
