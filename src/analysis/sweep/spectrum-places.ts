/** Which waves of the registration's grid are kept: one of each two that mirror each other, within the band. */
import { chooseArealSweep, SIDE } from "./sweep-method.ts";

let listed: Int32Array | null = null;

/** Places in the transposed spectrum of `SIDE` points a side. The same for all regions, whose lengths are in proportion. */
export function listSpectrumPlaces(): Int32Array {
  if (listed !== null) return listed;
  const { pitch, lowest, highest } = chooseArealSweep("BreechFace");
  // The mask's edge spreads every wave over its neighbours.
  const [least, most] = [lowest * pitch * SIDE - 1, highest * pitch * SIDE];
  const places: number[] = [];
  for (let x = 0; x < SIDE / 2; x++) {
    for (let y = 0; y < SIDE; y++) {
      const row = y < SIDE / 2 ? y : y - SIDE;
      if (x === 0 && row <= 0) continue;
      const radius = Math.hypot(x, row);
      if (radius >= least && radius <= most) places.push(x * SIDE + y);
    }
  }
  listed = Int32Array.from(places);
  return listed;
}

/** The place of the wave that mirrors the one at `place`: of real values its coefficient is the conjugate. */
export function findMirror(place: number): number {
  const x = Math.floor(place / SIDE);
  const y = place % SIDE;
  return ((SIDE - x) % SIDE) * SIDE + ((SIDE - y) % SIDE);
}
