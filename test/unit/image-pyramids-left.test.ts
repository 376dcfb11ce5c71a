/** What a process that was killed left of tiles: it goes with its evidence, and else when nobody can be making it any more. */
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { openFolderImagePyramids } from "../../src/adapters/sharp/folder-image-pyramids.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ribin-pyramids-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const HOUR_MS = 3_600_000;
const leave = async (name: string, ageMs: number) => {
  const then = new Date(Date.now() - ageMs);
  await writeFile(join(folder, name), "pixels");
  await utimes(join(folder, name), then, then);
};

test("what was left unfinished is forgotten; what is whole, or being made, stays", async () => {
  const [whole, killed, removed, gone] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const pyramids = openFolderImagePyramids(folder);
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  for (const id of [whole, gone]) await pyramids.open(id, async () => png);
  const long = new Date(Date.now() - 100 * HOUR_MS);
  await utimes(join(folder, `${whole}.tif`), long, long);
  const making = `${killed}.${randomUUID()}.part`;
  await leave(making, HOUR_MS / 2);
  await leave(`${killed}.${randomUUID()}.part`, 2 * HOUR_MS);
  await leave(`${killed}.tif`, 2 * HOUR_MS);
  // As versions before named it.
  await leave(`${randomUUID()}.part`, 2 * HOUR_MS);
  await leave(`${removed}.tif`, 0);
  await leave(`${gone}.${randomUUID()}.part`, 0);
  const there: string[] = [whole, killed];
  expect(await pyramids.forgetGone(async (ids) => ids.filter((id) => there.includes(id)))).toBe(3);
  expect((await readdir(folder)).sort()).toEqual([making, `${whole}.tif`, `${whole}.tif.json`].sort());
  expect(await pyramids.cutTile(whole, { level: 0, column: 0, row: 0 })).not.toBeNull();
});
