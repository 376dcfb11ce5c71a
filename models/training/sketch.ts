/**
 * Brings some thousand invariants to 256 numbers: each is multiplied by a random sign and added to one of 256 buckets.
 * Dot products are kept in the mean, as by a dense random matrix (Charikar, Chen and Farach-Colton's count sketch 2002;
 * Weinberger et al. 2009 for feature hashing), in a fiftieth of the space.
 */
import { createRandom } from "../../src/analysis/random.ts";

export const EMBEDDING_LENGTH = 256;

export interface Sketch {
  /** Rows of the table: how many invariants share a bucket, at most. */
  readonly rows: number;
  /** rows x 256: which invariant stands at each place. */
  readonly source: Int32Array;
  /** rows x 256: its sign; 0 where the table has more places than there are invariants. */
  readonly sign: Float32Array;
}

/** Deals `count` invariants to the buckets; the seed is part of the model. */
export function createSketch(count: number, seed: number): Sketch {
  const random = createRandom(seed);
  const rows = Math.ceil(count / EMBEDDING_LENGTH);
  const source = new Int32Array(rows * EMBEDDING_LENGTH);
  const sign = new Float32Array(rows * EMBEDDING_LENGTH);
  for (let i = 0; i < count; i++) {
    // Fisher and Yates, inside out.
    const place = random.integer(i + 1);
    source[i] = source[place];
    source[place] = i;
  }
  for (let i = 0; i < count; i++) sign[i] = random.uniform() < 0.5 ? -1 : 1;
  return { rows, source, sign };
}
