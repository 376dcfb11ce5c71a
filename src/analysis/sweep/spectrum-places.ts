/** Which waves of the registration's grid are kept: one of each two that mirror each other, within the band. */
import { chooseArealSweep, FOLDED_SIDE, SIDE } from "./sweep-method.ts";

export interface SpectrumPlaces {
  /** In the transposed spectrum of `SIDE` points a side. */
  readonly places: Int32Array;
  /** Of the waves that mirror them: of real values their coefficients are the conjugates. */
  readonly mirrors: Int32Array;
}

/** Every other of them both ways: the waves of the folded grid. */
export interface FoldedPlaces extends SpectrumPlaces {
  /** Which of all kept waves they are. */
  readonly indices: Int32Array;
}

let listed: SpectrumPlaces | null = null;
let folded: FoldedPlaces | null = null;

/** The same for all regions, whose lengths are in proportion. */
export function listSpectrumPlaces(): SpectrumPlaces {
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
  const mirror = (place: number) =>
    ((SIDE - Math.floor(place / SIDE)) % SIDE) * SIDE + ((SIDE - (place % SIDE)) % SIDE);
  listed = { places: Int32Array.from(places), mirrors: Int32Array.from(places, mirror) };
  return listed;
}

/** `places` and `mirrors` are those of the transposed spectrum of `FOLDED_SIDE` points a side. */
export function listFoldedPlaces(): FoldedPlaces {
  if (folded !== null) return folded;
  const { places, mirrors } = listSpectrumPlaces();
  const isKept = (place: number) => Math.floor(place / SIDE) % 2 === 0 && place % 2 === 0;
  const indices = Int32Array.from(places.keys()).filter((i) => isKept(places[i]));
  const fold = (place: number) => (Math.floor(place / SIDE) / 2) * FOLDED_SIDE + (place % SIDE) / 2;
  folded = {
    indices,
    places: indices.map((i) => fold(places[i])),
    mirrors: indices.map((i) => fold(mirrors[i])),
  };
  return folded;
}
