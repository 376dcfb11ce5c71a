/** Changes that files suffer and attackers make, of bytes of any kind; the same random numbers make the same change. */
import type { Random } from "../../../src/analysis/random.ts";

/** Where sizes and counts of formats break: nothing, signs, the ends of 8, 16 and 32 bits. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];
const MOST_CHANGES = 6;
/** Repeated so often a piece costs nothing to a sound reader and makes a bad one crawl. */
const MOST_REPEATS = 2_000;
const MOST_BYTES = 1024 * 1024;

const pick = <T>(random: Random, items: readonly T[]): T => items[random.integer(items.length)] as T;

export function mutateBytes(
  random: Random,
  given: Uint8Array,
  { words = [], others = [] }: { readonly words?: readonly string[]; readonly others?: readonly Uint8Array[] } = {},
): Uint8Array {
  let bytes = Buffer.from(given);
  for (let change = 1 + random.integer(MOST_CHANGES); change > 0; change--) {
    bytes = changeOnce(random, bytes, words, others).subarray(0, MOST_BYTES);
  }
  return Uint8Array.from(bytes);
}

function changeOnce(
  random: Random,
  bytes: Buffer<ArrayBuffer>,
  words: readonly string[],
  others: readonly Uint8Array[],
): Buffer<ArrayBuffer> {
  const at = random.integer(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.integer(random.integer(4) === 0 ? 400 : 12));
  const put = (piece: Uint8Array, from = at, end = at) =>
    Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(end)]);
  switch (random.integer(9)) {
    case 0:
      return put(Buffer.of((bytes[at] ?? 0) ^ (1 << random.integer(8))), at, at + 1);
    case 1:
      return put(Buffer.of(random.integer(256)), at, at + 1);
    case 2:
      return put(Buffer.alloc(0), at, to);
    case 3:
      return put(bytes.subarray(at, to));
    case 4:
      return put(Buffer.concat(Array.from({ length: random.integer(MOST_REPEATS) }, () => bytes.subarray(at, to))));
    case 5: {
      const edge = Buffer.alloc(4);
      if (random.integer(2) === 0) edge.writeUInt32LE(pick(random, EDGES));
      else edge.writeUInt32BE(pick(random, EDGES));
      const size = pick(random, [1, 2, 4]);
      return put(edge.subarray(0, size), at, at + size);
    }
    case 6: {
      const other = others.length === 0 ? bytes : pick(random, others);
      const from = random.integer(other.length + 1);
      return put(other.subarray(from, from + random.integer(400)), at, random.integer(2) === 0 ? at : bytes.length);
    }
    case 7:
      return words.length === 0 ? bytes : put(Buffer.from(pick(random, words)), at, random.integer(2) === 0 ? at : to);
    default: {
      const word = words.length === 0 ? Buffer.of(random.integer(256)) : Buffer.from(pick(random, words));
      return put(Buffer.concat(Array.from({ length: random.integer(MOST_REPEATS) }, () => word)));
    }
  }
}
