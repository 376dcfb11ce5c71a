/** At which turns do two power spectra agree? All turns at once: a product over harmonics, and one sum a turn. */
import type { Kernels, RingTables } from "../kernels/kernels.ts";
import { FIRST_HARMONIC, HARMONICS, RINGS, TURNS } from "./sweep-method.ts";

/** Turns over half the circle at which agreement is known: two for one at which the query lies ready. */
const CURVE_TURNS = 2 * TURNS;
/** Numbers of the tables. */
export const TABLE_LENGTH = 2 * CURVE_TURNS * HARMONICS;

export interface TurnPeak {
  /** Of `TURNS` over half the circle. */
  readonly turn: number;
  /** Standard deviations above chance. */
  readonly value: number;
}

/** Cosines, then sines, of the harmonics at each turn of the curve. */
export function createTurnTables(): Float32Array {
  const tables = new Float32Array(TABLE_LENGTH);
  for (let turn = 0, i = 0; turn < CURVE_TURNS; turn++) {
    for (let k = 0; k < HARMONICS; k++, i++) {
      const angle = (2 * Math.PI * (FIRST_HARMONIC + k) * turn) / CURVE_TURNS;
      tables[i] = Math.cos(angle);
      tables[CURVE_TURNS * HARMONICS + i] = Math.sin(angle);
    }
  }
  return tables;
}

/**
 * The turns at which the query's speckle agrees best with another's, whatever their scale: the best first, at most `most`. `query` and
 * `tables` stand in the memory of `kernels`; call it in a scope.
 */
export function findSpeckleTurns(
  kernels: Kernels,
  query: Float32Array,
  tables: Float32Array,
  record: Int8Array,
  most: number,
): TurnPeak[] {
  const other = kernels.takeBytes(record.length);
  other.set(record);
  const product = kernels.take(2 * HARMONICS);
  const curve = kernels.take(CURVE_TURNS);
  const rings: RingTables = { harmonics: HARMONICS, turns: CURVE_TURNS, values: tables };
  kernels.correlateRings(query, other, RINGS, rings, product, curve);
  return listPeaks(curve, most);
}

function listPeaks(curve: Float32Array, most: number): TurnPeak[] {
  const peaks: TurnPeak[] = [];
  for (let i = 0; i < CURVE_TURNS; i++) {
    const value = curve[i];
    if (value < curve[(i + CURVE_TURNS - 1) % CURVE_TURNS] || value <= curve[(i + 1) % CURVE_TURNS]) continue;
    const turn = Math.round(i / 2) % TURNS;
    let at = peaks.length;
    while (at > 0 && peaks[at - 1].value < value) at--;
    if (at < most) peaks.splice(at, 0, { turn, value });
    if (peaks.length > most) peaks.pop();
  }
  return peaks;
}
