/** At which turns do two power spectra agree? All turns at once: a product over harmonics, and one sum a turn. */
import { FIRST_HARMONIC, HARMONICS, RINGS, TURNS } from "./sweep-method.ts";

/** Turns over half the circle at which agreement is known: two for one at which the query lies ready. */
export const CURVE_TURNS = 2 * TURNS;

export interface TurnPeak {
  /** Of `TURNS` over half the circle. */
  readonly turn: number;
  /** Standard deviations above chance. */
  readonly value: number;
}

const cosines = new Float32Array(CURVE_TURNS * HARMONICS);
const sines = new Float32Array(CURVE_TURNS * HARMONICS);
for (let turn = 0, i = 0; turn < CURVE_TURNS; turn++) {
  for (let k = 0; k < HARMONICS; k++, i++) {
    const angle = (2 * Math.PI * (FIRST_HARMONIC + k) * turn) / CURVE_TURNS;
    cosines[i] = Math.cos(angle);
    sines[i] = Math.sin(angle);
  }
}

const productRe = new Float32Array(HARMONICS);
const productIm = new Float32Array(HARMONICS);
const curve = new Float32Array(CURVE_TURNS);

/** The agreement of the query's speckle with another's, whatever their scale: the highest turns first, at most `most`. */
export function findSpeckleTurns(query: Float32Array, other: Int8Array, most: number): TurnPeak[] {
  multiply(query, other);
  let energy = 0;
  for (let k = 0; k < HARMONICS; k++) energy += productRe[k] ** 2 + productIm[k] ** 2;
  const scale = energy > 0 ? 1 / Math.sqrt(energy / 2) : 0;
  for (let turn = 0; turn < CURVE_TURNS; turn++) {
    const row = turn * HARMONICS;
    let sum = 0;
    for (let k = 0; k < HARMONICS; k++) sum += productRe[k] * cosines[row + k] - productIm[k] * sines[row + k];
    curve[turn] = sum * scale;
  }
  return listPeaks(most);
}

function multiply(query: Float32Array, other: Int8Array): void {
  productRe.fill(0);
  productIm.fill(0);
  const half = RINGS * HARMONICS;
  for (let ring = 0; ring < RINGS; ring++) {
    const row = ring * HARMONICS;
    for (let k = 0; k < HARMONICS; k++) {
      const a = query[row + k];
      const b = query[half + row + k];
      const c = other[row + k];
      const d = other[half + row + k];
      productRe[k] += a * c + b * d;
      productIm[k] += b * c - a * d;
    }
  }
}

function listPeaks(most: number): TurnPeak[] {
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
