/** Takes out of packed files what the database no longer has: a file with anything of it gives way to one without. */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { SweepCache } from "../../ports/sweep-cache.ts";
import { closePacks, nameFolder, openPacks, readKept } from "./open-packs.ts";
import { writePack } from "./sweep-pack.ts";

type Forget = SweepCache["forgetGone"];

/** A file that nobody finished in so long is of a process that was ended. */
const UNFINISHED_MS = 3_600_000;

export async function trimFolder(
  folder: string,
  methods: Parameters<Forget>[0],
  list: Parameters<Forget>[1],
): Promise<number> {
  const byFolder = new Map(methods.map((method) => [nameFolder(method), method]));
  let gone = 0;
  for (const name of await listNames(folder)) {
    const place = join(folder, name);
    const method = byFolder.get(name);
    const names = await listNames(place);
    await removeUnfinished(place, names);
    const buckets = new Set(names.flatMap((each) => /^(\d+)-.*\.pack$/.exec(each)?.[1] ?? []));
    for (const bucket of buckets) {
      const of = method === undefined ? null : { ...method, bucket: Number(bucket) };
      gone += await trimBucket(place, `${bucket}-`, of === null ? [] : await list(of));
    }
  }
  return gone;
}

/** Returns how many records went. */
async function trimBucket(place: string, prefix: string, held: readonly number[]): Promise<number> {
  const packs = await openPacks(place, prefix);
  try {
    const known = new Set(held);
    const kept = new Set(packs.flatMap(({ slots }) => slots.map(({ number }) => number)));
    const gone = [...kept].filter((number) => !known.has(number)).length;
    if (gone === 0) return 0;
    if (gone < kept.size) await writePack(place, prefix, readKept(packs, known));
    // After the new one is there: who reads the old ones meanwhile has them open.
    for (const { path } of packs) await rm(path, { force: true });
    return gone;
  } finally {
    await closePacks(packs);
  }
}

async function removeUnfinished(place: string, names: readonly string[]): Promise<void> {
  for (const path of names.filter((name) => name.endsWith(".new")).map((name) => join(place, name))) {
    const made = await stat(path).catch(() => null);
    if (made !== null && Date.now() - made.mtimeMs > UNFINISHED_MS) await rm(path, { force: true });
  }
}

/** None where there is no such folder. */
async function listNames(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  });
}
