/** A mark as the second net reads it: its waves all equally strong, and the speckle of its power spectrum. */
import { RibinError } from "../../domain/errors.ts";
import { type ArealMark, viewMark } from "../compare/image-views.ts";
import type { Kernels } from "../kernels/kernels.ts";
import { createMarkGrid, halveMarkGrid, type MarkGrid } from "../register/mark-grid.ts";
import { turnMark } from "../register/turn-mark.ts";
import { readSpeckle, type Speckle } from "./read-speckle.ts";
import { smoothAround } from "./smooth-around.ts";
import { chooseArealSweep, READ_SIDE } from "./sweep-method.ts";

export interface MarkWaves {
  /** `READ_SIDE` points a side, the mean place of the mark in the middle: rms 1 within the mark, 0 outside. */
  readonly values: Float32Array;
  /** Share of the neighbourhood that has data, 0..1. */
  readonly mask: Float32Array;
  /** Metres between points. */
  readonly pitch: number;
  /** Square metres of data. */
  readonly area: number;
  readonly speckle: Speckle;
}

/** Values beyond this many root mean squares are pits and burrs. */
const CLIP = 3;
/** Steps of frequency on either side over which the power is averaged, twice: some four widths of its speckle. */
const NEIGHBOURHOOD = 9;
/** Points on either side over which the mask is averaged: what its coarse grid holds. */
const MASK_BLUR = 2;
/** Share of the mean power below which a neighbourhood counts no less. */
const FLOOR = 1e-6;
/** A third of a square millimetre of a breech face. */
const LEAST_POINTS = 500;

/** The surface that is compared with others: heights, or what the shading of a side light tells of them; grey under a ring. */
function chooseSurface(mark: ArealMark) {
  return viewMark(mark, mark.surface.kind === "reflectance" && mark.light?.kind === "side" ? "relief" : "grey");
}

/** @throws RibinError NOT_COMPARABLE where there is hardly any data, or no relief in the band. */
export function readMarkWaves(kernels: Kernels, mark: ArealMark): MarkWaves {
  const grid = createMarkGrid(chooseSurface(mark));
  const coarse = grid === null ? null : halveMarkGrid(grid);
  if (coarse === null || coarse.count < LEAST_POINTS) throw tooLittle();
  return kernels.scope(() => readWaves(kernels, mark, coarse));
}

function readWaves(kernels: Kernels, mark: ArealMark, grid: MarkGrid): MarkWaves {
  const points = READ_SIDE * READ_SIDE;
  const values = kernels.take(grid.values.length);
  values.set(grid.values);
  const re = kernels.take(points);
  const im = kernels.take(points);
  turnMark(kernels, { ...grid, values }, 0, Number.NaN, re, READ_SIDE);
  im.fill(0);
  const mask = takeMask(re);
  const method = chooseArealSweep(mark.region);
  const step = 1 / (READ_SIDE * grid.pitch);

  // The spectrum stands transposed, as does the power: both are read by columns, and the second transform turns them back.
  kernels.forward({ re, im }, READ_SIDE);
  const power = new Float32Array(points);
  for (let i = 0; i < points; i++) power[i] = re[i] * re[i] + im[i] * im[i];
  const around = smoothAround(power, READ_SIDE, NEIGHBOURHOOD);
  let mean = 0;
  for (let i = 0; i < points; i++) mean += around[i] / points;
  for (let i = 0; i < points; i++) power[i] /= around[i] + FLOOR * mean;
  const speckle = readSpeckle(power, READ_SIDE, step, method);
  for (let i = 0; i < points; i++) {
    const column = Math.floor(i / READ_SIDE);
    const row = i % READ_SIDE;
    const [x, y] = [fold(column), fold(row)];
    // Not Math.hypot: it costs more than the transforms.
    const frequency = step * Math.sqrt(x * x + y * y);
    const read = frequency >= method.lowest && frequency <= method.highest;
    const gain = read ? 1 / Math.sqrt(around[i] + FLOOR * mean) : 0;
    re[i] *= gain;
    im[i] *= gain;
  }
  // The inverse transform is the forward one with the parts exchanged.
  kernels.forward({ re: im, im: re }, READ_SIDE);

  let count = 0;
  let squares = 0;
  for (let i = 0; i < points; i++) {
    count += mask[i];
    squares += mask[i] * re[i] * re[i];
  }
  const scale = Math.sqrt(count / squares);
  if (!(Number.isFinite(scale) && count >= LEAST_POINTS)) throw tooLittle();
  return {
    values: Float32Array.from(mask, (there, i) => there * scale * re[i]),
    mask: smoothAround(mask, READ_SIDE, MASK_BLUR),
    pitch: grid.pitch,
    area: count * grid.pitch * grid.pitch,
    speckle,
  };
}

/** Centres and clips the values in place, 0 where missing. Returns 1 where there is data, 0 elsewhere. */
function takeMask(values: Float32Array): Float32Array {
  const mask = new Float32Array(values.length);
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    mask[i] = 1;
    sum += value;
    squares += value * value;
    count++;
  }
  const mean = sum / Math.max(1, count);
  const limit = CLIP * Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean));
  for (let i = 0; i < values.length; i++) {
    values[i] = mask[i] === 0 ? 0 : Math.max(-limit, Math.min(limit, values[i] - mean));
  }
  return mask;
}

function fold(index: number): number {
  return index < READ_SIDE / 2 ? index : index - READ_SIDE;
}

function tooLittle(): RibinError {
  return new RibinError("NOT_COMPARABLE", "The mark holds too little data to be registered with every other mark.");
}
