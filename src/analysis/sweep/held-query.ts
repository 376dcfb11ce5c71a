/** A query of the second net at all its turns, in one block that stays in the memory of the kernels from one record to the next. */
import type { ComplexPlane, Kernels } from "../kernels/kernels.ts";
import { createTurnTables, TABLE_LENGTH } from "./compare-speckle.ts";
import { foldSpectrum } from "./fold.ts";
import { placeTurned } from "./place-turned.ts";
import type { MarkWaves } from "./read-mark-waves.ts";
import { FOLDED_MASK_SIDE, FOLDED_SIDE, HARMONICS, MASK_RATIO, MASK_SIDE, RINGS, SIDE, TURNS } from "./sweep-method.ts";

const POINTS = SIDE * SIDE;
const MASK_POINTS = MASK_SIDE * MASK_SIDE;
const FOLDED_POINTS = FOLDED_SIDE * FOLDED_SIDE;
const FOLDED_MASK_POINTS = FOLDED_MASK_SIDE * FOLDED_MASK_SIDE;
const SPECKLE_LENGTH = 2 * RINGS * HARMONICS;

const MASKS = 2 * TURNS * POINTS;
const FOLDED = MASKS + 2 * TURNS * MASK_POINTS;
const FOLDED_MASKS = FOLDED + 2 * TURNS * FOLDED_POINTS;
const SPECTRUM = FOLDED_MASKS + 2 * TURNS * FOLDED_MASK_POINTS;
const FOLDED_SPECTRUM = SPECTRUM + 2 * POINTS;
const TABLES = FOLDED_SPECTRUM + 2 * FOLDED_POINTS;
const SPECKLE = TABLES + TABLE_LENGTH;
/** Numbers of the block. */
export const HELD_LENGTH = SPECKLE + SPECKLE_LENGTH;

/** The parts of a block, as `fillHeldQuery` lays them out; turns are of `TURNS` over half the circle. */
export interface HeldQuery {
  /** Spectra of the query at a turn (real part) and half a circle on (imaginary part). */
  pickWaves(turn: number): ComplexPlane;
  pickMask(turn: number): ComplexPlane;
  /** The same at every other wave both ways: of the grid folded on itself. */
  pickFoldedWaves(turn: number): ComplexPlane;
  pickFoldedMask(turn: number): ComplexPlane;
  /** Room for a record's spectrum, of which what no record has stays zero. */
  readonly spectrum: ComplexPlane;
  readonly foldedSpectrum: ComplexPlane;
  readonly tables: Float32Array;
  readonly speckle: Float32Array;
}

export function readHeldQuery(block: Float32Array): HeldQuery {
  const pick = (from: number, points: number): ComplexPlane => ({
    re: block.subarray(from, from + points),
    im: block.subarray(from + points, from + 2 * points),
  });
  return {
    pickWaves: (turn) => pick(2 * turn * POINTS, POINTS),
    pickMask: (turn) => pick(MASKS + 2 * turn * MASK_POINTS, MASK_POINTS),
    pickFoldedWaves: (turn) => pick(FOLDED + 2 * turn * FOLDED_POINTS, FOLDED_POINTS),
    pickFoldedMask: (turn) => pick(FOLDED_MASKS + 2 * turn * FOLDED_MASK_POINTS, FOLDED_MASK_POINTS),
    spectrum: pick(SPECTRUM, POINTS),
    foldedSpectrum: pick(FOLDED_SPECTRUM, FOLDED_POINTS),
    tables: block.subarray(TABLES, SPECKLE),
    speckle: block.subarray(SPECKLE, HELD_LENGTH),
  };
}

/** The block as ordinary memory, from which it is copied when another query had its place. */
export function fillHeldQuery(kernels: Kernels, waves: MarkWaves, pitch: number): Float32Array {
  const block = new Float32Array(HELD_LENGTH);
  const query = readHeldQuery(block);
  kernels.scope(() => {
    const values = kernels.take(waves.values.length);
    const plane = { re: kernels.take(POINTS), im: kernels.take(POINTS) };
    const turn = (
      source: Float32Array,
      side: number,
      targetPitch: number,
      put: (k: number, own: ComplexPlane) => void,
    ) => {
      values.set(source);
      const points = side * side;
      const own = { re: plane.re.subarray(0, points), im: plane.im.subarray(0, points) };
      for (let k = 0; k < TURNS; k++) {
        const angle = (Math.PI * k) / TURNS;
        const placed = { values, pitch: waves.pitch, targetPitch };
        placeTurned(kernels, placed, angle, own.re, side);
        placeTurned(kernels, placed, angle + Math.PI, own.im, side);
        kernels.forward(own, side);
        put(k, own);
      }
    };
    turn(waves.values, SIDE, pitch, (k, own) => {
      copyPlane(own, query.pickWaves(k));
      foldSpectrum(own, SIDE, query.pickFoldedWaves(k));
    });
    turn(waves.mask, MASK_SIDE, pitch * MASK_RATIO, (k, own) => {
      copyPlane(own, query.pickMask(k));
      foldSpectrum(own, MASK_SIDE, query.pickFoldedMask(k));
    });
  });
  query.tables.set(createTurnTables());
  query.speckle.set(waves.speckle.re);
  query.speckle.set(waves.speckle.im, RINGS * HARMONICS);
  return block;
}

function copyPlane(from: ComplexPlane, to: ComplexPlane): void {
  to.re.set(from.re);
  to.im.set(from.im);
}
