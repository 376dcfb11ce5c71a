/** How vectors stand in the memory that is scanned: whole numbers, grouped by harmonic. */
import type { Turning } from "../../domain/turn-vector.ts";
import { arrangeHarmonics, type CodeTurns, listCodeTurns } from "./scan-codes.ts";
import { GROUPS, MOST_TURNS, STEP } from "./scan-memory.ts";

/** A vector's largest number becomes this. */
const ROW_PEAK = 127;
/** The query's: 512 products of it with a row's peak are still within 32 bits. */
const QUERY_PEAK = 16_383;
const MOST_NUMBERS = 512;

/** Where the numbers of one model's vectors stand in a row. */
export interface ScanLayout {
  /** Of a vector. */
  readonly length: number;
  /** Bytes of a row. */
  readonly stride: number;
  /** Steps of each group; 0 where there is none. */
  readonly groups: Int32Array;
  /** Place in its row of each number of a vector. */
  readonly places: Int32Array;
  /** Four cosines and four sines a turn. */
  readonly steps: Float32Array;
  readonly codeTurns: CodeTurns;
}

/** Null where the vectors are not of a kind that can be scanned: more than four harmonics, or too many numbers or turns. */
export function layOutScan(length: number, turning: Turning | null): ScanLayout | null {
  // Without a turning: one group that no turn moves.
  const harmonics = turning?.harmonics ?? Array.from({ length: length / 2 }, () => 0);
  const arranged = arrangeHarmonics(harmonics);
  const turns = turning?.steps ?? [0];
  if (length > MOST_NUMBERS || harmonics.length * 2 !== length) return null;
  if (arranged.length > GROUPS || turns.length > MOST_TURNS) return null;
  const groups = new Int32Array(GROUPS);
  const places = new Int32Array(length);
  let end = 0;
  for (const [group, harmonic] of arranged.entries()) {
    let at = end;
    for (let p = 0; p < harmonics.length; p++) {
      if (harmonics[p] !== harmonic) continue;
      places[2 * p] = at++;
      places[2 * p + 1] = at++;
    }
    groups[group] = Math.ceil((at - end) / STEP);
    end += STEP * groups[group];
  }
  const steps = new Float32Array(2 * GROUPS * turns.length);
  for (const [s, turn] of turns.entries()) {
    for (const [group, harmonic] of arranged.entries()) {
      if (harmonic === "none") continue;
      const angle = 2 * Math.PI * harmonic * turn;
      steps[2 * GROUPS * s + group] = Math.cos(angle);
      steps[2 * GROUPS * s + GROUPS + group] = Math.sin(angle);
    }
  }
  return { length, stride: end, groups, places, steps, codeTurns: listCodeTurns(arranged, turning) };
}

/** Writes a vector as a row; returns what a row's number times gives the vector's. */
export function writeRow(layout: ScanLayout, vector: Float32Array, row: Int8Array): number {
  const scale = ROW_PEAK / findPeak(vector);
  row.fill(0);
  for (let i = 0; i < vector.length; i++) row[layout.places[i]] = Math.round(vector[i] * scale);
  return 1 / scale;
}

/** The query as the scan reads it, and what a product of its number times gives the query's. */
export function writeQuery(layout: ScanLayout, vector: Float32Array): { numbers: Int16Array; scale: number } {
  const scale = QUERY_PEAK / findPeak(vector);
  // A step of the scan reads 16 numbers of the query, then the same numbers turned by a quarter.
  const numbers = new Int16Array(2 * layout.stride);
  for (let p = 0; p < vector.length; p += 2) {
    const place = layout.places[p];
    const at = 2 * STEP * Math.floor(place / STEP) + (place % STEP);
    const re = Math.round(vector[p] * scale);
    const im = Math.round(vector[p + 1] * scale);
    numbers[at] = re;
    numbers[at + 1] = im;
    numbers[at + STEP] = im;
    numbers[at + STEP + 1] = -re;
  }
  return { numbers, scale: 1 / scale };
}

function findPeak(vector: Float32Array): number {
  let peak = 1e-12;
  for (const value of vector) peak = Math.max(peak, Math.abs(value));
  return peak;
}
