/** Sweep records in packed files of a folder, any number of processes at once: a file is made whole, and then only read or removed. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { RibinError } from "../../domain/errors.ts";
import type { NumberedRecord, SweepCache, SweepPart } from "../../ports/sweep-cache.ts";
import { isFull } from "../storage/is-full.ts";
import { closePacks, nameFolder, openPacks, type Pack, readKept } from "./open-packs.ts";
import { fillAt, type PackSlot, writePack } from "./sweep-pack.ts";
import { trimFolder } from "./trim-folder.ts";

/** Of one part; a thread is at it for about a quarter of a second. */
const PART_BYTES = 6 * 2 ** 20;
/** Records that are loaded and written at a time. */
const BATCH = 250;
/** More files of one bucket than this become one. */
const MOST_PACKS = 6;

type Load = (numbers: readonly number[]) => Promise<readonly NumberedRecord[]>;

export function openFolderSweepCache(folder: string): SweepCache {
  return {
    async *readParts(bucket, held, wanted, load) {
      const place = join(folder, nameFolder(bucket));
      const prefix = `${bucket.bucket}-`;
      await mkdir(place, { recursive: true, mode: 0o700 }).catch(rethrowFull);
      await renewPacks(place, prefix, held, load).catch(rethrowFull);
      const packs = await openPacks(place, prefix);
      try {
        yield* readWanted(packs, wanted);
      } finally {
        await closePacks(packs);
      }
    },
    forgetGone: (methods, list) => trimFolder(folder, methods, list),
  };
}

/** What is not compared for want of space must wait for it: given up, it would be a link that nobody sees missing. */
function rethrowFull(error: unknown): never {
  if (!isFull(error)) throw error;
  throw new RibinError("UNAVAILABLE", "The cache folder cannot be written: no space is left.", { cause: error });
}

/** Afterwards the packs hold all that the database holds, and nothing that it does not. */
async function renewPacks(place: string, prefix: string, held: readonly number[], load: Load): Promise<void> {
  const packs = await openPacks(place, prefix);
  try {
    const known = new Set(held);
    const kept = new Set(packs.flatMap(({ slots }) => slots.map(({ number }) => number)));
    const missing = held.filter((number) => !kept.has(number));
    const stale = [...kept].some((number) => !known.has(number));
    if (stale || packs.length + Number(missing.length > 0) > MOST_PACKS) {
      await writePack(place, prefix, chain(readKept(packs, known), loadMissing(missing, load)));
      // After the new one is there: who reads the old ones meanwhile has them open.
      for (const { path } of packs) await rm(path, { force: true });
    } else if (missing.length > 0) {
      await writePack(place, prefix, loadMissing(missing, load));
    }
  } finally {
    await closePacks(packs);
  }
}

async function* chain<T>(...parts: AsyncIterable<T>[]): AsyncIterable<T> {
  for (const part of parts) yield* part;
}

async function* loadMissing(numbers: readonly number[], load: Load): AsyncIterable<readonly NumberedRecord[]> {
  for (let from = 0; from < numbers.length; from += BATCH) yield await load(numbers.slice(from, from + BATCH));
}

async function* readWanted(packs: readonly Pack[], wanted: readonly number[]): AsyncIterable<SweepPart> {
  const left = new Set(wanted);
  for (const { file, slots } of packs) {
    const own = slots.filter(({ number }) => left.delete(number));
    for (let first = 0; first < own.length; ) {
      const start = own[first]?.offset ?? 0;
      let last = first;
      while (last + 1 < own.length && endOf(own[last + 1]) - start <= PART_BYTES) last++;
      const pack = new Uint8Array(new SharedArrayBuffer(endOf(own[last]) - start));
      await fillAt(file, pack, start);
      yield {
        pack,
        slots: own.slice(first, last + 1).map((slot) => ({ ...slot, offset: slot.offset - start })),
      };
      first = last + 1;
    }
  }
}

const endOf = (slot: PackSlot | undefined): number => (slot === undefined ? 0 : slot.offset + slot.length);
