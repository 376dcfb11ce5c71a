/**
 * The coarse look: each number of a vector at 2 bits, the query as tables of what every pair of such numbers adds up to. What it lists is
 * looked at again with all 8 bits.
 */
import type { Turning } from "../../domain/turn-vector.ts";
import type { ScanLayout } from "./scan-layout.ts";
import { BUNDLE_ROWS, GROUPS } from "./scan-memory.ts";

/** The four levels that lose least of a normal value, and the bound between the outer ones (Max, 1960); of a standard deviation of 1. */
const LEVELS = [-1.51, -0.4528, 0.4528, 1.51] as const;
const BOUND = 0.9816;
/** Four entries of the tables are added in 8 bits. */
const TABLE_PEAK = 31;
/** 1 in the turns' coefficients. */
const ONE = 32_767;

/** The turns as the coarse look reads them. */
export interface CodeTurns {
  /** 8 coefficients a turn, each 8 times: four cosines, then four sines with their signs turned. */
  readonly coefficients: Int16Array;
  readonly count: number;
  /** Bit of each group that changes its sign with half a circle; 0: every turn stands in the list. */
  readonly odd: number;
}

/** `harmonics`: of the groups. Where every turn has its opposite, one of the two is enough: odd harmonics just change their signs. */
export function listCodeTurns(harmonics: readonly number[], turning: Turning | null): CodeTurns {
  const steps = turning?.steps ?? [0];
  const isStep = (step: number): boolean =>
    steps.some((other) => Math.abs(other - step - Math.round(other - step)) < 1e-6);
  const paired = harmonics.every(Number.isInteger) && steps.every((step) => isStep(step + 0.5));
  const listed = paired ? steps.filter((step) => step - Math.floor(step) < 0.5 - 1e-6) : steps;
  const coefficients = new Int16Array(8 * 2 * GROUPS * listed.length);
  for (const [t, step] of listed.entries()) {
    for (const [g, harmonic] of harmonics.entries()) {
      const angle = 2 * Math.PI * harmonic * step;
      const at = 8 * (2 * GROUPS * t + g);
      coefficients.fill(Math.round(ONE * Math.cos(angle)), at, at + 8);
      coefficients.fill(Math.round(-ONE * Math.sin(angle)), at + 8 * GROUPS, at + 8 * GROUPS + 8);
    }
  }
  const odd = paired ? harmonics.reduce((bits, harmonic, g) => bits | ((Math.abs(harmonic) % 2) << g), 0) : 0;
  return { coefficients, count: listed.length, odd };
}

/** Writes a vector's codes; `codes` are those of its bundle's rows, byte by byte, `lane` its own among them. */
export function writeCodes(layout: ScanLayout, vector: Float32Array, codes: Uint8Array, lane: number): void {
  const unit = Math.sqrt(vector.length);
  for (let p = 0; p < vector.length; p += 2) {
    const pair = layout.places[p] >> 1;
    const code = findLevel(vector[p] * unit) | (findLevel(vector[p + 1] * unit) << 2);
    codes[(pair >> 1) * BUNDLE_ROWS + lane] |= pair & 1 ? code << 4 : code;
  }
}

const findLevel = (value: number): number => (value < 0 ? (value < -BOUND ? 0 : 1) : value < BOUND ? 2 : 3);

/** For each pair of a row's numbers 16 entries of what it adds to the real part of the product with the query, and 16 to the imaginary. */
export function writeTables(layout: ScanLayout, query: Float32Array): Int8Array {
  const tables = new Int8Array(16 * layout.stride);
  let peak = 1e-12;
  for (let p = 0; p < query.length; p += 2) {
    peak = Math.max(peak, LEVELS[3] * (Math.abs(query[p]) + Math.abs(query[p + 1])));
  }
  const scale = TABLE_PEAK / peak;
  for (let p = 0; p < query.length; p += 2) {
    const at = 32 * (layout.places[p] >> 1);
    const [re, im] = [scale * query[p], scale * query[p + 1]];
    for (let code = 0; code < 16; code++) {
      const [a, b] = [LEVELS[code & 3], LEVELS[code >> 2]];
      tables[at + code] = Math.round(re * a + im * b);
      tables[at + 16 + code] = Math.round(im * a - re * b);
    }
  }
  return tables;
}
