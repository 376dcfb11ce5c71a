/** Tiles of images on libvips: one tiled, pyramidal TIFF an image in the cache folder, of which each tile is read by itself. */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { ImagePyramid, ImagePyramids, TilePlace } from "../../ports/image-pyramids.ts";
import { isFull } from "../storage/is-full.ts";
import { LIMIT, refuseFull, writePyramid } from "./write-pyramid.ts";

const QUALITY = 92;
/** All that is kept at a time; what was looked at longest ago goes first. */
const MOST_BYTES = 4 * 1024 ** 3;
const DESCRIPTION = ".json";
/** Nothing takes so long to make: what is not whole by then, a process left that was killed. */
const ABANDONED_AFTER_MS = 3_600_000;

export function openFolderImagePyramids(folder: string): ImagePyramids {
  // It would give what stood under a path before.
  sharp.cache(false);
  const pathOf = (id: string) => join(folder, `${id}.tif`);
  const describe = async (id: string): Promise<ImagePyramid | null> => {
    try {
      return JSON.parse(await readFile(pathOf(id) + DESCRIPTION, "utf8")) as ImagePyramid;
    } catch {
      return null;
    }
  };
  const list = () => readdir(folder).catch(() => []);
  const forget = async (id: string) => {
    // First what says that it is whole.
    await rm(pathOf(id) + DESCRIPTION, { force: true });
    const rest = (await list()).filter((name) => name.startsWith(`${id}.`));
    for (const name of rest) await rm(join(folder, name), { force: true });
  };
  const make = async (id: string, read: () => Promise<Uint8Array>): Promise<ImagePyramid> => {
    const kept = await describe(id);
    if (kept !== null) return kept;
    const path = join(folder, `${id}.${randomUUID()}.part`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const pyramid = await writePyramid(await read(), path);
      await rename(path, pathOf(id));
      // Written last: what has a description is whole.
      await writeFile(pathOf(id) + DESCRIPTION, JSON.stringify(pyramid), { mode: 0o600 });
      await trim(folder, listWhole(await list()), id, forget);
      return pyramid;
    } catch (error) {
      throw isFull(error) ? refuseFull(error) : error;
    } finally {
      await rm(path, { force: true });
    }
  };
  const making = new Map<string, Promise<ImagePyramid>>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    async open(id, read) {
      const now = new Date();
      const kept = await describe(id);
      if (kept !== null) {
        await utimes(pathOf(id), now, now).catch(() => {});
        return kept;
      }
      let made = making.get(id);
      if (made === undefined) {
        // One at a time: each takes the memory of a whole image.
        made = last.then(() => make(id, read)).finally(() => making.delete(id));
        last = made.catch(() => {});
        making.set(id, made);
      }
      return made;
    },
    async cutTile(id, place) {
      const pyramid = await describe(id);
      return pyramid === null ? null : cut(pathOf(id), pyramid, place);
    },
    async forgetGone(listThere) {
      const names = await list();
      const ids = [...new Set(names.map(readId))];
      if (ids.length === 0) return 0;
      const there = new Set(await listThere(ids));
      const gone = ids.filter((id) => !there.has(id));
      for (const id of gone) await forget(id);
      await removeAbandoned(folder, names);
      return gone.length;
    },
  };
}

/** Every file's name begins with the acquisition's id. */
function readId(name: string): string {
  return name.slice(0, name.indexOf("."));
}

function listWhole(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.endsWith(DESCRIPTION)).map(readId);
}

/** What no description makes whole, and nobody is making any more. */
async function removeAbandoned(folder: string, names: readonly string[]): Promise<void> {
  const here = new Set(names);
  for (const name of names) {
    if (name.endsWith(DESCRIPTION) || here.has(name + DESCRIPTION)) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS)
      await rm(join(folder, name), { force: true });
  }
}

async function cut(path: string, { levels, tileSize }: ImagePyramid, place: TilePlace): Promise<Uint8Array | null> {
  const { level, column, row } = place;
  const size = levels[level];
  const [left, top] = [column * tileSize, row * tileSize];
  if (size === undefined || left >= size.width || top >= size.height) return null;
  const width = Math.min(tileSize, size.width - left);
  const height = Math.min(tileSize, size.height - top);
  const tile = await sharp(path, { ...LIMIT, page: level })
    .extract({ left, top, width, height })
    .webp(level === 0 ? { lossless: true, effort: 1 } : { quality: QUALITY })
    .toBuffer();
  return Uint8Array.from(tile);
}

async function trim(
  folder: string,
  ids: readonly string[],
  keep: string,
  forget: (id: string) => Promise<void>,
): Promise<void> {
  const files = [];
  for (const id of ids) {
    const found = await stat(join(folder, `${id}.tif`)).catch(() => null);
    files.push({ id, bytes: found?.size ?? 0, usedAt: found?.mtimeMs ?? 0 });
  }
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { id, bytes } of files.sort((one, other) => one.usedAt - other.usedAt)) {
    if (total <= MOST_BYTES) return;
    if (id === keep) continue;
    await forget(id);
    total -= bytes;
  }
}
