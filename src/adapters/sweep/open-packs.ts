/** The packs of a bucket: each file that is there when they are opened, held open until they are closed. */
import { type FileHandle, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { NumberedRecord, SweepBucket } from "../../ports/sweep-cache.ts";
import { fillAt, type PackSlot, readPackIndex } from "./sweep-pack.ts";

export interface Pack {
  readonly path: string;
  readonly file: FileHandle;
  readonly slots: readonly PackSlot[];
}

/** The folder of a method version's packs, whatever characters its name has. */
export function nameFolder({ region, method, methodVersion }: Omit<SweepBucket, "bucket">): string {
  return `${region}-${method}-${methodVersion}`.replaceAll(/[^A-Za-z0-9.-]/g, "_");
}

export async function openPacks(place: string, prefix: string): Promise<Pack[]> {
  const packs: Pack[] = [];
  for (const name of (await readdir(place)).sort()) {
    if (!name.startsWith(prefix) || !name.endsWith(".pack")) continue;
    const path = join(place, name);
    const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
      // Another process has just put one pack in the place of several.
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (file === null) continue;
    const slots = await readPackIndex(file).catch(() => null);
    if (slots !== null) packs.push({ path, file, slots });
    else {
      await file.close();
      await rm(path, { force: true });
    }
  }
  return packs;
}

export async function closePacks(packs: readonly Pack[]): Promise<void> {
  for (const { file } of packs) await file.close();
}

/** Of the numbers that are known, each once. */
export async function* readKept(packs: readonly Pack[], known: ReadonlySet<number>): AsyncIterable<NumberedRecord[]> {
  const done = new Set<number>();
  for (const { file, slots } of packs) {
    for (const { number, offset, length } of slots) {
      if (!known.has(number) || done.has(number)) continue;
      done.add(number);
      const bytes = new Uint8Array(length);
      await fillAt(file, bytes, offset);
      yield [{ number, bytes }];
    }
  }
}
