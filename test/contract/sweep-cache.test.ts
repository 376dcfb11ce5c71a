/** What a worker keeps of the sweep records: exactly what the database holds, whatever happened to the files. */
import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openFolderSweepCache } from "../../src/adapters/sweep/folder-sweep-cache.ts";

const BUCKET = { region: "BreechFace" as const, method: "some/../method", methodVersion: "1.0.0", bucket: 3 };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-sweep-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytesOf = (number: number) => Uint8Array.from({ length: 40 + (number % 7) }, (_, i) => (number * 13 + i) % 256);

/** Reads `wanted`, tells what was loaded, and holds every byte against what it must be. */
async function read(held: readonly number[], wanted: readonly number[] = held) {
  const loaded: number[] = [];
  const found: number[] = [];
  const cache = openFolderSweepCache(folder);
  const load = async (numbers: readonly number[]) => {
    loaded.push(...numbers);
    return numbers.map((number) => ({ number, bytes: bytesOf(number) }));
  };
  for await (const { pack, slots } of cache.readParts(BUCKET, held, wanted, load)) {
    for (const { number, offset, length } of slots) {
      expect(Array.from(pack.subarray(offset, offset + length))).toEqual(Array.from(bytesOf(number)));
      found.push(number);
    }
  }
  return { loaded, found: found.sort((a, b) => a - b) };
}
async function listPacks(): Promise<string[]> {
  const [own] = await readdir(folder);
  const place = join(folder, own ?? "");
  return (await readdir(place)).map((name) => join(place, name));
}
const count = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

test("the first pass loads all, the next ones what came since, and only what is wanted is read", async () => {
  expect(await read(count(0, 600))).toEqual({ loaded: count(0, 600), found: count(0, 600) });
  expect(await read(count(0, 610), [3, 5, 605])).toEqual({ loaded: count(600, 610), found: [3, 5, 605] });
  expect((await read(count(0, 610))).loaded).toEqual([]);
});

test("files are for the own account alone, under one folder whatever the method's name", async () => {
  await read([1, 2]);
  const [pack] = await listPacks();
  expect((await stat(pack)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["BreechFace-some_.._method-1.0.0"]);
});

test("what is gone from the database is gone from the files, and is not read", async () => {
  await read(count(0, 20));
  const before = await listPacks();
  expect(await read(count(0, 19))).toEqual({ loaded: [], found: count(0, 19) });
  const after = await listPacks();
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
});

/** Whether a record's bytes stand anywhere under the folder, in whatever file. */
async function holds(number: number): Promise<boolean> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const all = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
  return all.some((bytes) => bytes.includes(Buffer.from(bytesOf(number))));
}

test("what is gone from the database leaves the files without a pass, byte for byte", async () => {
  await read(count(0, 20));
  expect(await holds(19)).toBe(true);
  const cache = openFolderSweepCache(folder);
  const { bucket, ...method } = BUCKET;
  const asked: number[] = [];
  const list = async (of: { bucket: number }) => {
    asked.push(of.bucket);
    return count(0, 19);
  };
  expect(await cache.forgetGone([method], list)).toBe(1);
  expect([asked, await holds(19), await holds(18)]).toEqual([[bucket], false, true]);
  const [pack] = await listPacks();
  expect([(await listPacks()).length, (await stat(pack)).mode & 0o777]).toEqual([1, 0o600]);
  expect(await cache.forgetGone([method], list)).toBe(0);
  expect(await read(count(0, 19))).toEqual({ loaded: [], found: count(0, 19) });
  // A method version of which the database has no record.
  expect(await cache.forgetGone([{ ...method, methodVersion: "2.0.0" }], list)).toBe(19);
  expect([await holds(18), await listPacks()]).toEqual([false, []]);
});

test("what an ended process left unfinished goes as well, and what another is writing stays", async () => {
  await read([1, 2]);
  const [pack] = await listPacks();
  const [old, fresh] = [`${pack}-old.new`, `${pack}-fresh.new`];
  for (const path of [old, fresh]) await writeFile(path, bytesOf(7));
  await utimes(old, 0, 0);
  const cache = openFolderSweepCache(folder);
  const { bucket: _, ...method } = BUCKET;
  expect(await cache.forgetGone([method], async () => [1, 2])).toBe(0);
  expect((await listPacks()).filter((path) => path.endsWith(".new"))).toEqual([fresh]);
});

test("a folder that is not there holds nothing", async () => {
  const cache = openFolderSweepCache(join(folder, "none"));
  expect(await cache.forgetGone([], async () => [])).toBe(0);
});

test("many small files become one", async () => {
  for (let i = 1; i <= 12; i++) await read(count(0, i));
  expect((await listPacks()).length).toBeLessThanOrEqual(6);
  expect((await read(count(0, 12))).loaded).toEqual([]);
});

test.each([
  ["cut short", (path: string) => truncate(path, 100)],
  [
    "noise",
    (path: string) =>
      writeFile(
        path,
        Uint8Array.from({ length: 500 }, (_, i) => i % 251),
      ),
  ],
  ["empty", (path: string) => truncate(path, 0)],
])("a file that is %s is made again", async (_, spoil) => {
  await read(count(0, 10));
  const [pack] = await listPacks();
  await spoil(pack);
  expect(await read(count(0, 10))).toEqual({ loaded: count(0, 10), found: count(0, 10) });
  expect(await listPacks()).toHaveLength(1);
});

test("two at once give the same and leave nothing unfinished", async () => {
  const [one, two] = await Promise.all([read(count(0, 300)), read(count(0, 300))]);
  expect([one.found, two.found]).toEqual([count(0, 300), count(0, 300)]);
  expect((await listPacks()).filter((name) => !name.endsWith(".pack"))).toEqual([]);
  expect((await read(count(0, 300))).loaded).toEqual([]);
});
