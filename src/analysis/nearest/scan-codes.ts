/**
 * The coarse look: each number of a vector at 2 bits, the query as tables of what every pair of such numbers adds up to. What it lists is
 * looked at again with all 8 bits.
 */
import type { Turning } from "../../domain/turn-vector.ts";
import type { ScanLayout } from "./scan-layout.ts";
import { BUNDLE_ROWS, GROUPS, STEP } from "./scan-memory.ts";

/** The four levels that lose least of a normal value, and the bound between the outer ones (Max, 1960); of a standard deviation of 1. */
const LEVELS = [-1.51, -0.4528, 0.4528, 1.51] as const;
const BOUND = 0.9816;
/**
 * Spread, of unlike rows, of what a group's tables add up to: what is five times as much no longer fits into 8 bits, and is far above any bar.
 * Where a model's vectors are all alike, many are, and the coarse look tells nothing (`isTied`).
 */
const SUM_SPREAD = 25;
/** 1 in the turns' coefficients: four of these with sums of 8 bits are within 16. */
const ONE = 64;

/** The turns as the coarse look reads them. */
export interface CodeTurns {
  /** 8 coefficients a turn, each 8 times: the groups' cosines, then their sines with their signs turned. */
  readonly coefficients: Int16Array;
  readonly count: number;
  /** 1: of each turn and the one backwards, and of both with half a circle more, only one stands in the list; 0: every turn does. */
  readonly closed: number;
}

/**
 * Which harmonic each group is of, "none" for what is not needed. Even ones stand in groups 0 and 2 and odd ones in 1 and 3, where they have
 * room so: those that change their signs with half a circle are then known without asking.
 */
export function arrangeHarmonics(harmonics: readonly number[]): readonly (number | "none")[] {
  const distinct = [...new Set(harmonics)].sort((a, b) => a - b);
  const even = distinct.filter((harmonic) => harmonic % 2 === 0);
  const odd = distinct.filter((harmonic) => Math.abs(harmonic % 2) === 1);
  if (even.length > 2 || odd.length > 2 || even.length + odd.length < distinct.length) return distinct;
  return [even[0] ?? "none", odd[0] ?? "none", even[1] ?? "none", odd[1] ?? "none"];
}

/** `groups`: the harmonics as they are arranged. */
export function listCodeTurns(groups: readonly (number | "none")[], turning: Turning | null): CodeTurns {
  const steps = turning?.steps ?? [0];
  const isStep = (step: number): boolean =>
    steps.some((other) => Math.abs(other - step - Math.round(other - step)) < 1e-6);
  const arranged = groups.every((harmonic, g) => harmonic === "none" || Math.abs(harmonic % 2) === g % 2);
  const closed = arranged && steps.every((step) => isStep(step + 0.5) && isStep(-step));
  const listed = closed ? steps.filter((step) => step - Math.floor(step + 1e-6) < 0.25 + 1e-6) : steps;
  const coefficients = new Int16Array(8 * 2 * GROUPS * listed.length);
  for (const [t, step] of listed.entries()) {
    for (const [g, harmonic] of groups.entries()) {
      if (harmonic === "none") continue;
      const angle = 2 * Math.PI * harmonic * step;
      const at = 8 * (2 * GROUPS * t + g);
      coefficients.fill(Math.round(ONE * Math.cos(angle)), at, at + 8);
      coefficients.fill(Math.round(-ONE * Math.sin(angle)), at + 8 * GROUPS, at + 8 * GROUPS + 8);
    }
  }
  return { coefficients, count: listed.length, closed: closed ? 1 : 0 };
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
  const scale = SUM_SPREAD / findSpread(layout, query);
  for (let p = 0; p < query.length; p += 2) {
    const at = 32 * (layout.places[p] >> 1);
    const [re, im] = [scale * query[p], scale * query[p + 1]];
    for (let code = 0; code < 16; code++) {
      const [a, b] = [LEVELS[code & 3], LEVELS[code >> 2]];
      tables[at + code] = fitByte(re * a + im * b);
      tables[at + 16 + code] = fitByte(im * a - re * b);
    }
  }
  return tables;
}

/** The largest of the groups' shares of the query's length: how far products with unlike rows, of a standard deviation of 1, are spread there. */
function findSpread({ groups, places }: ScanLayout, query: Float32Array): number {
  const squares = new Float64Array(GROUPS);
  const ends = groups.map((_, g) => STEP * groups.subarray(0, g + 1).reduce((sum, steps) => sum + steps, 0));
  for (const [i, value] of query.entries()) {
    const group = ends.findIndex((end) => places[i] < end);
    squares[group] += value * value;
  }
  return Math.max(1e-12, Math.sqrt(Math.max(...squares)));
}

const fitByte = (value: number): number => Math.max(-128, Math.min(127, Math.round(value)));
